package dev.cleave.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command and the list of its subcommands, in the order in which {@code help} shows them. */
@Command(
    name = "cleave",
    header = "Runs the shop as one process or as several, and moves modules between them.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      StatusCommand.class,
      RouteCommand.class,
      ExtractCommand.class,
      RollCommand.class,
      EventsCommand.class,
      SagasCommand.class,
      RebuildCommand.class,
      ReportCommand.class,
      LogsCommand.class,
      ImportCommand.class,
      BenchCommand.class,
      DownCommand.class,
      MigrateCommand.class,
      NewModuleCommand.class,
      SettingsCommand.class,
      HelpCommand.class
    })
public final class Cleave {

  private Cleave() {}

  /**
   * Runs one subcommand and exits: 0 when it did what was asked, 1 when it could not (one line on
   * standard error says why), 2 when the command line is wrong.
   */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Cleave())
        .setExecutionExceptionHandler(new OneLine())
        .setCaseInsensitiveEnumValuesAllowed(true);
  }
}
