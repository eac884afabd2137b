package dev.cleave.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Turns what a subcommand could not do into one clear line and an exit code; never a stack trace.
 */
final class OneLine implements IExecutionExceptionHandler {

  /** Set to anything, it adds the stack trace for whoever works on the command itself. */
  static final String STACK_TRACE = "CLEAVE_STACK_TRACE";

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult arguments) {
    commandLine.getErr().println("cleave: " + describe(failure));
    if (System.getenv(STACK_TRACE) != null) {
      failure.printStackTrace(commandLine.getErr());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  static String describe(Exception failure) {
    if (failure instanceof CommandFailed) {
      return failure.getMessage();
    }
    if (failure instanceof FileSystemException file) {
      // Its message is the path alone unless the operating system gave a reason.
      String reason = file.getReason() == null ? reasonOf(file) : file.getReason();
      return file.getFile() + ": " + reason;
    }
    if (failure instanceof IOException && failure.getMessage() != null) {
      return failure.getMessage();
    }
    return "this should not happen: "
        + failure
        + " (set CLEAVE_STACK_TRACE=1 and repeat the command to see where)";
  }

  private static String reasonOf(FileSystemException file) {
    return file.getClass()
        .getSimpleName()
        .replace("Exception", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }
}
