package dev.cleave.cli.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.cli.operation.StubProcess;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParallelRunsTest {

  private static String answer(String process, long different, String at) {
    return """
        {"process":"%s","modules":[{"module":"inventory","methods":[
          {"method":"Inventory.stock","compared":10,"equal":9,"different":%d,"failed":2},
          {"method":"Inventory.all","compared":1,"equal":1}],
         "differences":[{"at":"%s","method":"Inventory.stock","arguments":"{}",
          "control":{"kind":"RESULT","json":"1"},"candidate":{"kind":"RESULT","json":"2"}}]}]}
        """
        .formatted(process, different, at);
  }

  @Test
  void what_all_processes_found_is_added_up_and_each_difference_names_its_process()
      throws IOException {
    try (StubProcess monolith = new StubProcess("monolith", "secret");
        StubProcess payments = new StubProcess("payments", "secret")) {
      monolith.answer(
          "GET /cleave/diffs?module=inventory", 200, answer("monolith", 1, "2026-05-06T12:00:09Z"));
      payments.answer(
          "GET /cleave/diffs?module=inventory", 200, answer("payments", 3, "2026-05-06T12:00:01Z"));

      ParallelRuns found =
          new DiffsClient("secret")
              .ask(List.of(monolith.process(), payments.process()), Optional.of("inventory"));

      assertThat(found.total("inventory"))
          .isEqualTo(new Diffs.Figures("inventory", 22, 20, 0, 4, 4, 0, null));
      assertThat(found.total("catalog").compared()).isZero();
      assertThat(found.modules().get(0).differences())
          .extracting(ParallelRuns.Found::process)
          .containsExactly("payments", "monolith");
    }
  }

  @Test
  void a_process_that_does_not_tell_is_named() throws IOException {
    try (StubProcess monolith = new StubProcess("monolith", "secret")) {
      assertThatThrownBy(
              () -> new DiffsClient("secret").ask(List.of(monolith.process()), Optional.empty()))
          .hasMessageStartingWith("monolith does not tell what it compared: ")
          .hasMessageEndingWith("answered 404");
    }
  }
}
