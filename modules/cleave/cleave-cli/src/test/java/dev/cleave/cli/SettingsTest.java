package dev.cleave.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  private static final List<String> PROCESSES = List.of("postgres", "monolith", "accounts");

  @TempDir private Path root;

  @Test
  void without_a_file_everything_has_its_default() throws IOException {
    Settings settings = read(Map.of());

    for (Setting setting : Setting.values()) {
      assertThat(settings.text(setting)).isEqualTo(setting.defaultValue());
      assertThat(setting.meaning()).isNotBlank();
    }
  }

  @Test
  void the_environment_wins_over_the_file_and_options_over_both() throws IOException {
    write("start.timeout = 10s");

    assertThat(read(Map.of()).duration(Setting.START_TIMEOUT)).isEqualTo(Duration.ofSeconds(10));
    Settings settings = read(Map.of("CLEAVE_START_TIMEOUT", "2m"));
    assertThat(settings.duration(Setting.START_TIMEOUT)).isEqualTo(Duration.ofMinutes(2));
    assertThat(settings.with(Map.of("start.timeout", "500ms")).duration(Setting.START_TIMEOUT))
        .isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void an_unknown_key_is_refused_with_the_nearest_one() throws IOException {
    write("port.montolith = 8080");

    assertThatThrownBy(() -> read(Map.of()))
        .isInstanceOf(CommandFailed.class)
        .hasMessage(
            ".cleave.properties: there is no key port.montolith; did you mean port.monolith?");
  }

  @Test
  void a_value_that_does_not_fit_is_refused_with_what_would() throws IOException {
    write("start.timeout = soon");

    assertThatThrownBy(() -> read(Map.of()).duration(Setting.START_TIMEOUT))
        .isInstanceOf(CommandFailed.class)
        .hasMessage(
            "start.timeout is \"soon\"; it must be a length of time such as 500ms, 5s or 2m");
  }

  private Settings read(Map<String, String> environment) throws IOException {
    return Settings.read(root, environment, PROCESSES);
  }

  private void write(String text) throws IOException {
    Files.writeString(root.resolve(Settings.FILE), text);
  }
}
