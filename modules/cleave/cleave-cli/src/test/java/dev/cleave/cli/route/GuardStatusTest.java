package dev.cleave.cli.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class GuardStatusTest {
  private static GuardStatus read(String breakers, String lastMinute) throws Exception {
    return new ObjectMapper()
        .readValue(
            """
            {"module": "shipping", "binding": "rest", "breakers": [%s], "lastMinute": {%s}}"""
                .formatted(breakers, lastMinute),
            GuardStatus.class);
  }

  @Test
  void guards_that_had_nothing_to_do_say_nothing() throws Exception {
    GuardStatus quiet =
        read(
            "{\"of\": \"shipping\", \"state\": \"closed\", \"since\": \"2026-05-06T12:00:00Z\", \"until\": null}",
            "\"answered\": 12");
    assertThat(quiet.line()).isEmpty();
  }

  @Test
  void an_open_breaker_says_until_when_and_what_became_of_the_calls() throws Exception {
    GuardStatus open =
        read(
            """
            {"of": "shipping", "state": "open", "since": "2026-05-06T12:00:00.123Z", "until": "2026-05-06T12:00:05.123Z"},
            {"of": "Shipping.cancel", "state": "half-open", "since": "2026-05-06T12:00:07Z"}""",
            "\"answered\": 12, \"failed\": 3, \"rejected\": 7, \"retries\": 2, \"substituted\": 4");
    assertThat(open.line())
        .hasValue(
            "breaker open until 2026-05-06T12:00:05Z;"
                + " breaker of Shipping.cancel half-open since 2026-05-06T12:00:07Z;"
                + " in the last minute 12 answered, 3 failed, 7 rejected, 2 repeated,"
                + " 4 answered with a substitute");
  }
}
