package dev.cleave.cli.route;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a process reports about the guards around one way to a module.
 *
 * @param binding the word for the way in routes
 * @param breakers its circuit breakers: for the module, and for contracts and methods that have
 *     their own
 * @param lastMinute what became of its calls
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record GuardStatus(
    String module, String binding, List<Breaker> breakers, LastMinute lastMinute) {
  /** A circuit breaker; {@code until} is when an open one is tried again, else null. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Breaker(String of, String state, String since, String until) {
    boolean isClosed() {
      return "closed".equals(state);
    }

    private String text(String module) {
      String whose = of.equals(module) ? "breaker " : "breaker of " + of + " ";
      return whose
          + state
          + (until == null
              ? " since " + Instant.parse(since).truncatedTo(ChronoUnit.SECONDS)
              : " until " + Instant.parse(until).truncatedTo(ChronoUnit.SECONDS));
    }
  }

  /** Calls in the last minute, by what became of them. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record LastMinute(
      long answered,
      long failed,
      long late,
      long rejected,
      long retries,
      long retriesRefused,
      long substituted) {}

  /** A list that the process left out is empty. */
  public GuardStatus {
    breakers = breakers == null ? List.of() : List.copyOf(breakers);
  }

  /** What is not as it is every day, in one line; empty if all is. */
  public Optional<String> line() {
    List<String> parts = new ArrayList<>();
    breakers.stream().filter(b -> !b.isClosed()).forEach(b -> parts.add(b.text(module)));
    if (lastMinute != null) {
      List<String> counts = new ArrayList<>();
      count(counts, lastMinute.failed(), "failed");
      count(counts, lastMinute.late(), "late");
      count(counts, lastMinute.rejected(), "rejected");
      count(counts, lastMinute.retries(), "repeated");
      count(counts, lastMinute.retriesRefused(), "not repeated for want of budget");
      count(counts, lastMinute.substituted(), "answered with a substitute");
      if (!counts.isEmpty()) {
        parts.add(
            "in the last minute %d answered, %s"
                .formatted(lastMinute.answered(), String.join(", ", counts)));
      }
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", parts));
  }

  private static void count(List<String> counts, long number, String what) {
    if (number > 0) {
      counts.add(number + " " + what);
    }
  }
}
