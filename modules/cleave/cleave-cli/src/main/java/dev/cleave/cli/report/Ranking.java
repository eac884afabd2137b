package dev.cleave.cli.report;

import dev.cleave.cli.report.Finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * In which order to take modules out: what costs least to take out, and teaches how, first; what
 * cannot leave, last. Points add up what speaks against it:
 *
 * <ul>
 *   <li>1000 if it is pinned
 *   <li>100 for each thing that must be put in order before
 *   <li>20 for each call that holds a transaction open across the boundary
 *   <li>5 for each place in the code that calls it, or that it calls from
 *   <li>with a recording, 20 for each call of a chatty place per request, and one for each 10
 *       calls/s, at most 200
 * </ul>
 */
final class Ranking {
  private static final int PINNED = 1000;
  private static final int BLOCKED = 100;
  private static final int HELD_TRANSACTION = 20;
  private static final int PER_CHATTY_CALL = 20;
  private static final int CALLS_PER_SECOND_AND_POINT = 10;
  private static final int MOST_FOR_RATE = 200;
  private static final int PLACE = 5;

  private Ranking() {}

  /** A module's place in the order. */
  record Place(String module, int points, List<String> reasons) {}

  /** What the order is made from. */
  record Candidate(
      String module,
      boolean isEventsOnly,
      List<String> joinedFrom,
      List<Finding> findings,
      List<CallRow> calls,
      boolean isRecorded) {}

  static List<Place> of(List<Candidate> candidates) {
    return candidates.stream()
        .sorted(
            Comparator.<Candidate>comparingInt(candidate -> place(candidate).points())
                .thenComparing(candidate -> !candidate.isEventsOnly())
                .thenComparing(Candidate::module))
        .map(Ranking::place)
        .toList();
  }

  private static Place place(Candidate candidate) {
    List<String> reasons = new ArrayList<>();
    int points = 0;
    long pins = count(candidate, Severity.PINS);
    if (pins > 0) {
      points += PINNED;
      reasons.add(
          "pinned: it joins transactions of "
              + (candidate.joinedFrom().isEmpty()
                  ? "its callers"
                  : String.join(", ", candidate.joinedFrom())));
    }
    long blocks = count(candidate, Severity.BLOCKS);
    if (blocks > 0) {
      points += (int) (BLOCKED * blocks);
      reasons.add(things(blocks, "blocker") + " to remove first");
    }
    long held = count(candidate, Severity.COSTS);
    if (held > 0) {
      points += (int) (HELD_TRANSACTION * held);
      reasons.add(things(held, "read") + " inside a transaction");
    }
    if (candidate.isEventsOnly()) {
      reasons.add("only events connect it: no call changes its way but those from outside");
    }
    points += places(candidate, reasons);
    if (candidate.isRecorded()) {
      points += traffic(candidate, reasons);
    }
    return new Place(candidate.module(), points, reasons);
  }

  private static int places(Candidate candidate, List<String> reasons) {
    long places = candidate.calls().stream().filter(row -> !row.kind().isEmpty()).count();
    if (places > 0) {
      reasons.add(things(places, "place") + " in the code with a call across");
    }
    return (int) (PLACE * places);
  }

  private static int traffic(Candidate candidate, List<String> reasons) {
    double rate = 0;
    double chatty = 0;
    for (CallRow row : candidate.calls()) {
      if (row.measured() != null) {
        rate += row.measured().perSecond();
        if (row.isChatty()) {
          chatty += row.measured().perRequest();
          reasons.add(
              String.format(
                  Locale.ROOT,
                  "chatty: %s calls %s %.1f times per request",
                  row.caller(),
                  row.method(),
                  row.measured().perRequest()));
        }
      }
    }
    reasons.add(
        rate > 0
            ? String.format(Locale.ROOT, "%.1f calls/s to and from it", rate)
            : "no call to or from it was recorded");
    return (int) Math.min(MOST_FOR_RATE, Math.round(rate / CALLS_PER_SECOND_AND_POINT))
        + (int) Math.round(PER_CHATTY_CALL * chatty);
  }

  private static long count(Candidate candidate, Severity severity) {
    return candidate.findings().stream().filter(finding -> finding.severity() == severity).count();
  }

  private static String things(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
