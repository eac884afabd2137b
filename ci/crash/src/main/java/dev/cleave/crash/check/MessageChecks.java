package dev.cleave.crash.check;

import java.util.List;

/** Customers are told of each thing once. */
final class MessageChecks {

  private MessageChecks() {}

  static List<SqlCheck> all() {
    return List.of();
  }
}
