package dev.cleave.runtime.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.runtime.config.CleaveConfig;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteSpecTest {
  private static final CleaveConfig CONFIG =
      CleaveConfig.of(
          Map.of(
              "cleave.endpoint.sums.rest", "http://localhost:1",
              "cleave.endpoint.sums.rest.next", "http://localhost:2",
              "cleave.endpoint.sums.grpc", "http://localhost:4",
              "cleave.jms.url", "tcp://localhost:3"));

  private static RouteSpec parse(String wish) {
    return RouteSpec.parse("sums", wish, CONFIG, true, Optional.empty());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "local | local",
        "rest:100 | rest",
        "local:90,rest:10 | local:90, rest:10",
        "local : 90 , jms : 10 | local:90, jms:10",
        "rest:95, rest.next:5 | rest:95, rest.next:5",
        "rest:95, grpc:5 | rest:95, grpc:5",
        "local:100, rest:0 | local:100, rest:0",
        "local,shadow rest | local, shadow rest",
        "local, shadow rest:20 | local, shadow rest:20",
        "local:50, rest:50, shadow rest.next | local:50, rest:50, shadow rest.next",
      })
  void a_route_is_read_and_written_in_one_form(String wish, String form) {
    assertThat(parse(wish).toString()).isEqualTo(form);
    assertThat(parse(form)).isEqualTo(parse(wish));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pigeon | is no route",
        "local:x | is no route",
        "local:-5, rest:105 | is no route",
        "local, | is no route",
        "local:90, rest:20 | must add up to 100",
        "local:90 | must add up to 100",
        "local, rest | must add up to 100",
        "shadow rest | must add up to 100",
        "rest:50, rest:50 | names one way twice",
        "local, rest:0 | must add up to 100",
        "rest, shadow rest | compares a way with itself",
        "local, shadow rest, shadow jms | one way can be compared, not two",
        "jms.next | only rest and grpc lead to several processes",
        "grpc.other | there is no cleave.endpoint.sums.grpc.other",
        "rest.other | there is no cleave.endpoint.sums.rest.other",
      })
  void what_cannot_be_carried_out_is_refused_with_the_reason(String wish, String reason) {
    assertThatThrownBy(() -> parse(wish))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cleave.route.sums")
        .hasMessageContaining(reason);
  }

  @Test
  void only_ways_that_were_not_there_are_asked_whether_they_lead_anywhere() {
    assertThat(parse("local:90, rest:10").newBeside(parse("local:99, rest:1"))).isEmpty();
    assertThat(parse("local:90, rest:10").newBeside(parse("local"))).hasSize(1);
    assertThat(parse("rest, shadow rest.next").newBeside(parse("rest"))).hasSize(1);
  }

  @Test
  void a_pinned_module_is_neither_shared_nor_compared() {
    for (String wish : new String[] {"local:99, rest:1", "local, shadow rest"}) {
      assertThatThrownBy(() -> RouteSpec.parse("sums", wish, CONFIG, true, Optional.of("Sums.add")))
          .hasMessageContaining("Sums.add is a @SharedTransaction");
    }
  }
}
