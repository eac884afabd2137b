package dev.cleave.cli.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.route.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractionStoreTest {

  @TempDir private Path folder;

  private static Extraction begun(Step step, String direction) {
    return Extraction.none("shipping")
        .at(Step.CANARY)
        .in("shipping")
        .begun(
            new Extraction.Record(
                step,
                direction,
                "started",
                Instant.parse("2026-05-06T12:00:00Z"),
                null,
                "a reason",
                Map.of()));
  }

  @Test
  void a_state_is_read_back_as_it_was_written() throws IOException {
    Extraction state =
        begun(Step.MOVE, Extraction.FORWARD)
            .withDatabase(Extraction.OWN)
            .retired(true)
            .ended("done", "a reason", Map.of("rows", 7, "hold_begin", "2026-05-06T12:00:01Z"));
    new ExtractionStore(folder).write(state);

    assertThat(new ExtractionStore(folder).of("shipping")).isEqualTo(state);
    assertThat(Files.readString(folder.resolve("shipping.json")))
        .contains("\"step\" : \"canary\"", "\"started\" : \"2026-05-06T12:00:00Z\"");
  }

  @Test
  void a_module_without_a_record_is_in_the_monolith() {
    assertThat(new ExtractionStore(folder).of("shipping")).isEqualTo(Extraction.none("shipping"));
  }

  @Test
  void a_damaged_record_is_refused_since_it_says_where_data_is() throws IOException {
    Files.writeString(folder.resolve("shipping.json"), "{\"module\": \"shi");

    assertThatThrownBy(() -> new ExtractionStore(folder).of("shipping"))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("shipping.json cannot be read")
        .hasMessageContaining("it says where the data of shipping is");
  }

  @Test
  void a_step_that_was_broken_off_is_a_problem_that_names_the_command_to_repeat() {
    assertThat(begun(Step.MOVE, Extraction.FORWARD).problem().orElseThrow())
        .contains("was broken off in the step move (forward")
        .endsWith("./cleave extract shipping --to move takes it up again");
    assertThat(begun(Step.MOVE, Extraction.BACK).problem().orElseThrow())
        .endsWith("./cleave extract shipping --to canary --undo takes it up again");
    assertThat(begun(Step.MOVE, Extraction.BACK).ended("done", "", Map.of()).problem()).isEmpty();
  }

  @Test
  void after_a_start_of_everything_a_module_is_where_its_data_is() {
    Extraction started = begun(Step.START, Extraction.FORWARD).at(Step.START);
    assertThat(started.placement().home()).isEqualTo("monolith");
    assertThat(started.placement().trial()).isPresent();

    Placement moved =
        begun(Step.MOVE, Extraction.FORWARD)
            .at(Step.MOVE)
            .in("shipping-next")
            .withDatabase(Extraction.OWN)
            .placement();
    assertThat(moved.home()).isEqualTo("shipping-next");
    assertThat(moved.standby()).containsExactly("monolith");
  }

  @Test
  void a_step_has_a_name_and_an_unknown_one_is_refused_naming_all() {
    assertThat(List.of(Step.values())).allMatch(step -> Step.of(step.word()) == step);
    assertThatThrownBy(() -> Step.of("fly"))
        .hasMessage(
            "there is no step fly; there are none, report, loopback, start, shadow, canary, move, retire");
  }
}
