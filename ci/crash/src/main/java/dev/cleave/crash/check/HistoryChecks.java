package dev.cleave.crash.check;

import java.util.List;

/** The history of orders, which is fed by events, tells what the modules' own tables tell. */
final class HistoryChecks {

  private HistoryChecks() {}

  static List<SqlCheck> all() {
    return List.of();
  }
}
