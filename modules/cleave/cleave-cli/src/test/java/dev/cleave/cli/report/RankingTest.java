package dev.cleave.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.cli.report.Finding.Severity;
import dev.cleave.cli.report.Ranking.Candidate;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingTest {
  private static Candidate candidate(String module, Severity... findings) {
    return new Candidate(
        module,
        false,
        List.of("orders"),
        java.util.stream.Stream.of(findings)
            .map(severity -> new Finding(severity, "what", "where", "remedy"))
            .toList(),
        List.of(),
        false);
  }

  @Test
  void pinned_modules_come_last_and_blocked_ones_before_them() {
    assertThat(
            Ranking.of(
                List.of(
                    candidate("pinned", Severity.PINS),
                    candidate("blocked", Severity.BLOCKS, Severity.BLOCKS),
                    candidate("dear", Severity.COSTS),
                    candidate("free"))))
        .extracting(Ranking.Place::module)
        .containsExactly("free", "dear", "blocked", "pinned");
  }

  @Test
  void of_two_with_the_same_points_the_one_that_only_events_connect_comes_first() {
    assertThat(
            Ranking.of(
                List.of(
                    candidate("a"),
                    new Candidate("b", true, List.of(), List.of(), List.of(), false))))
        .extracting(Ranking.Place::module)
        .containsExactly("b", "a");
  }

  @Test
  void the_reasons_say_what_the_points_are_for() {
    assertThat(
            Ranking.of(List.of(candidate("m", Severity.PINS, Severity.BLOCKS, Severity.COSTS)))
                .get(0))
        .isEqualTo(
            new Ranking.Place(
                "m",
                1120,
                List.of(
                    "pinned: it joins transactions of orders",
                    "1 blocker to remove first",
                    "1 read inside a transaction")));
  }

  @Test
  void traffic_counts_only_to_a_limit() {
    CallRow busy =
        new CallRow(
            "a",
            "A.a",
            "A.java:1",
            "b",
            "B.b",
            "read",
            "",
            new CallRow.Measured("local", 1e6, 1, 1, 1, 1, 1, 1, 0));

    assertThat(
            Ranking.of(
                    List.of(new Candidate("b", false, List.of(), List.of(), List.of(busy), true)))
                .get(0)
                .points())
        .isEqualTo(5 + 200);
  }
}
