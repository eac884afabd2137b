package dev.cleave.broker;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The broker's log on standard error: one event, one line, with causes instead of stack traces. */
final class Log extends Formatter {

  /** Loggers are forgotten, with their levels, when nobody holds them. */
  private static final List<Logger> QUIET =
      List.of(
          Logger.getLogger("org.apache.activemq.audit"),
          // It warns of each connection that sends what is no frame of the protocol.
          Logger.getLogger("io.netty"));

  private Log() {}

  static void toStandardError() {
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    Handler console = new ConsoleHandler();
    console.setFormatter(new Log());
    root.addHandler(console);
    QUIET.get(0).setLevel(Level.OFF);
    QUIET.get(1).setLevel(Level.SEVERE);
  }

  @Override
  public String format(LogRecord record) {
    StringBuilder line = new StringBuilder();
    line.append(Instant.ofEpochMilli(record.getMillis()).truncatedTo(ChronoUnit.MILLIS))
        .append(' ')
        .append(record.getLevel())
        .append(' ')
        .append(inOneLine(formatMessage(record)));
    for (Throwable cause = record.getThrown(); cause != null; cause = cause.getCause()) {
      line.append(" | ").append(inOneLine(cause.toString()));
    }
    return line.append(System.lineSeparator()).toString();
  }

  private static String inOneLine(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ");
  }
}
