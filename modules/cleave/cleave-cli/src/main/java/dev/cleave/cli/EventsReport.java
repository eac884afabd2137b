package dev.cleave.cli;

import dev.cleave.cli.operation.DeadLetter;
import dev.cleave.cli.operation.Subscription;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Deliveries as tables for people. */
final class EventsReport {

  private static final String FIGURES = " %9s %8s %8s %8s %6s  %s";
  private static final int MINUTE = 60;
  private static final int HOUR = 60 * MINUTE;
  private static final String ACTIVE = "ACTIVE";

  private final Progress progress;

  EventsReport(Progress progress) {
    this.progress = progress;
  }

  void printSubscriptions(List<Subscription> subscriptions) {
    if (subscriptions.isEmpty()) {
      progress.say("There are no subscriptions.");
      return;
    }
    String row =
        "  %%-%ds %%-%ds"
                .formatted(
                    longest(subscriptions, Subscription::subscription),
                    longest(subscriptions, Subscription::event))
            + FIGURES;
    say(row, "SUBSCRIPTION", "EVENT", "BACKLOG", "OLDEST", "RATE", "RETRIES", "DEAD", "");
    for (Subscription one : subscriptions) {
      say(
          row,
          one.subscription(),
          one.event(),
          one.backlog(),
          one.backlog() == 0 ? "" : age(one.oldestAgeSeconds()),
          String.format(Locale.ROOT, "%.1f/s", one.deliveredPerSecond()),
          one.retries(),
          one.dead(),
          remark(one));
    }
    if (subscriptions.stream().anyMatch(one -> one.dead() > 0)) {
      progress.say("");
      progress.say("  ./cleave events dead shows why deliveries were given up.");
    }
  }

  void printDeadLetters(List<DeadLetter> letters) {
    if (letters.isEmpty()) {
      progress.say("No delivery was given up.");
      return;
    }
    String subscription = "";
    for (DeadLetter letter : letters) {
      if (!letter.subscription().equals(subscription)) {
        subscription = letter.subscription();
        progress.say(subscription);
      }
      progress.say(
          "  %s  %s of %s: given up after %d attempts, the last one at %s%s"
              .formatted(
                  letter.eventId(),
                  letter.event(),
                  letter.key(),
                  letter.attempts(),
                  letter.lastFailedAt(),
                  letter.waitingBehind() == 0
                      ? ""
                      : ", " + letter.waitingBehind() + " waiting behind it"));
      progress.say("    " + oneLine(letter.cause()));
    }
    progress.say("");
    progress.say("Deliver them again with ./cleave events replay SUBSCRIPTION [--event ID].");
  }

  private void say(String row, Object... columns) {
    progress.say(row.formatted(columns).stripTrailing());
  }

  private static int longest(List<Subscription> all, Function<Subscription, String> text) {
    return all.stream().map(text).mapToInt(String::length).max().orElse(0);
  }

  private static String remark(Subscription one) {
    return one.state() == null || one.state().equals(ACTIVE)
        ? ""
        : one.state().toLowerCase(Locale.ROOT) + ", generation " + one.generation();
  }

  private static String age(double seconds) {
    long whole = Math.round(seconds);
    if (whole < MINUTE) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    return whole < HOUR
        ? "%d min".formatted(whole / MINUTE)
        : "%d h %d min".formatted(whole / HOUR, whole % HOUR / MINUTE);
  }

  private static String oneLine(String cause) {
    return cause == null ? "no cause is known" : cause.strip().replaceAll("\\s+", " ");
  }
}
