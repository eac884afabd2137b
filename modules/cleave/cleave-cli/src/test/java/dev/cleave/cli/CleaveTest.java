package dev.cleave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CleaveTest {

  @Test
  void every_subcommand_says_what_it_does() {
    assertThat(Cleave.commandLine().getSubcommands().values())
        .allSatisfy(
            command ->
                assertThat(command.getHelp().header() + command.getHelp().description())
                    .as(command.getCommandName())
                    .isNotBlank());
  }

  @Test
  void help_lists_the_subcommands() {
    StringWriter out = new StringWriter();
    CommandLine cleave = Cleave.commandLine().setOut(new PrintWriter(out));

    assertThat(cleave.execute("help")).isZero();
    assertThat(out.toString())
        .contains("up ", "down ", "status ", "route ", "logs ", "events ", "sagas ", "rebuild ");
  }

  @Test
  void an_unknown_subcommand_is_refused_with_the_nearest_one() {
    StringWriter err = new StringWriter();
    CommandLine cleave = Cleave.commandLine().setErr(new PrintWriter(err));

    assertThat(cleave.execute("statsu")).isEqualTo(2);
    assertThat(err.toString()).contains("status");
  }

  @Test
  void a_failure_is_one_line() {
    assertThat(OneLine.describe(new CommandFailed("port 9080 is taken")))
        .isEqualTo("port 9080 is taken");
    assertThat(OneLine.describe(new AccessDeniedException("/x/.cleave")))
        .isEqualTo("/x/.cleave: access denied");
    assertThat(
            OneLine.describe(
                new FileSystemException("/x/.cleave/data", null, "No space left on device")))
        .isEqualTo("/x/.cleave/data: No space left on device");
  }
}
