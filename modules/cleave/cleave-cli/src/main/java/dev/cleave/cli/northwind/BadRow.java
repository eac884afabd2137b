package dev.cleave.cli.northwind;

/**
 * A row that cannot be imported, or a file that cannot be read.
 *
 * @param file its name
 * @param line where the row begins, from 1; 0 if the file as a whole is meant
 * @param columns how many the row has; 0 if that cannot be told
 * @param reason what is wrong with it
 * @param value the row as it stands in the file; empty if the file as a whole is meant
 */
public record BadRow(String file, long line, int columns, String reason, String value) {

  private static final int LONGEST_VALUE = 400;

  /** One line, such as {@code orders.csv:29: 15 columns: 14 are expected: 10275,MAGAA,…}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line);
    }
    text.append(": ");
    if (columns > 0) {
      text.append(columns).append(columns == 1 ? " column: " : " columns: ");
    }
    text.append(reason);
    if (!value.isEmpty()) {
      text.append(": ").append(printable(value));
    }
    return text.toString();
  }

  /** On one line, and harmless to a terminal. */
  static String printable(String value) {
    String shown = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "…" : value;
    StringBuilder text = new StringBuilder();
    shown
        .codePoints()
        .forEach(
            c -> {
              if (c == '\n') {
                text.append("\\n");
              } else if (c == '\r') {
                text.append("\\r");
              } else if (Character.isISOControl(c)) {
                text.append("\\x%02X".formatted(c));
              } else {
                text.appendCodePoint(c);
              }
            });
    return text.toString();
  }
}
