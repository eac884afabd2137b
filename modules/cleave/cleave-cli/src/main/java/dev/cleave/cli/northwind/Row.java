package dev.cleave.cli.northwind;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One row of a file. Reading a cell that does not hold what is asked for notes the problem and
 * yields a placeholder, so that all problems of a row are found in one go; whoever reads a row
 * looks at {@link #isGood()} before using what it yielded.
 */
final class Row {

  private static final String ABSENT = "NULL";
  private static final Pattern ONE_LINE = Pattern.compile("[^\\p{Cc}\\p{Cs}]*");
  private static final Pattern PLAIN_NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]{1,18})?");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd[ HH:mm:ss[.SSS]]")
          .withResolverStyle(ResolverStyle.STRICT);

  private final Place place;
  private final CsvFile file;
  private final List<String> values;
  private final int columns;
  private final String raw;
  private final List<String> problems = new ArrayList<>();

  /**
   * A row.
   *
   * @param values its cells, as many as there are
   * @param raw as it stands in the file
   */
  Row(CsvFile file, long line, List<String> values, String raw) {
    this(file, line, values, values.size(), raw);
  }

  private Row(CsvFile file, long line, List<String> values, int columns, String raw) {
    this.place = new Place(file.fileName(), line);
    this.file = file;
    this.values = List.copyOf(values);
    this.columns = columns;
    this.raw = raw;
  }

  /** A row that cannot be split into cells, with what seems to be its key. */
  static Row unsplit(CsvFile file, long line, String key, String raw) {
    Row row = new Row(file, line, List.of(key), 0, raw);
    row.problem("its quotes do not match");
    return row;
  }

  Place place() {
    return place;
  }

  List<String> values() {
    return values;
  }

  boolean isBlank() {
    return raw.isBlank();
  }

  /** Whether it has the columns of its file, so that cells can be read. */
  boolean hasCells() {
    return values.size() == file.columns().size();
  }

  /** What tells it from other rows, as far as that can be read. */
  String key() {
    int length = Math.min(file.keyColumns(), values.size());
    return values.subList(0, length).stream().map(Row::key).collect(Collectors.joining(","));
  }

  /** The key under which a row with this number or word is found. */
  static String key(String cell) {
    return cell.strip().replaceFirst("^0+(?=[0-9])", "");
  }

  boolean isGood() {
    return problems.isEmpty();
  }

  void problem(String what) {
    problems.add(what);
  }

  BadRow asBad() {
    return new BadRow(place.file(), place.line(), columns, String.join("; ", problems), raw);
  }

  /** Text that must be there. */
  String text(String column, int longest) {
    return optionalText(column, longest)
        .orElseGet(
            () -> {
              problem(column + " is missing");
              return "";
            });
  }

  /** Text that may be absent: the word NULL, or nothing but blanks. */
  Optional<String> optionalText(String column, int longest) {
    String value = cell(column);
    if (value.equals(ABSENT) || value.isBlank()) {
      return Optional.empty();
    }
    if (!ONE_LINE.matcher(value).matches()) {
      problem(column + " has a line break or another control character");
    } else if (value.length() > longest) {
      problem("%s has %d characters, at most %d fit".formatted(column, value.length(), longest));
    }
    return Optional.of(value);
  }

  /** Text of a given form. */
  String text(String column, Pattern form, String formInWords) {
    String value = text(column, Integer.MAX_VALUE);
    if (!value.isEmpty() && !form.matcher(value).matches()) {
      problem("%s %s is not %s".formatted(column, quoted(value), formInWords));
    }
    return value;
  }

  /** A whole number. */
  int number(String column, int lowest, int highest) {
    BigDecimal value = decimal(column, BigDecimal.valueOf(lowest), BigDecimal.valueOf(highest), 0);
    return value == null ? lowest : value.intValueExact();
  }

  /** The number of a row of another file. */
  int reference(String column, Table table) {
    int before = problems.size();
    int id = number(column, 1, Integer.MAX_VALUE);
    if (problems.size() == before) {
      mustBeIn(table, column);
    }
    return id;
  }

  /** Notes a problem if the cell is not the key of a row of {@code table}. */
  void mustBeIn(Table table, String column) {
    String cell = cell(column);
    if (!table.mayHave(key(cell))) {
      problem("%s %s is not in %s".formatted(column, quoted(cell), table.fileName()));
    }
  }

  /**
   * A decimal number within bounds, both included; trailing zeros do not count as decimal places.
   *
   * @return {@code null} if there is none
   */
  BigDecimal decimal(String column, BigDecimal lowest, BigDecimal highest, int places) {
    String cell = cell(column);
    if (cell.equals(ABSENT) || cell.isBlank()) {
      problem(column + " is missing");
      return null;
    }
    if (!PLAIN_NUMBER.matcher(cell).matches()) {
      problem("%s %s is not a number".formatted(column, quoted(cell)));
      return null;
    }
    BigDecimal value = new BigDecimal(cell);
    if (value.compareTo(lowest) < 0 || value.compareTo(highest) > 0) {
      problem(
          "%s %s must be from %s to %s"
              .formatted(column, quoted(cell), lowest.toPlainString(), highest.toPlainString()));
      return null;
    }
    if (value.stripTrailingZeros().scale() > places) {
      problem(
          places == 0
              ? "%s %s is not a whole number".formatted(column, quoted(cell))
              : "%s %s has more than %d decimal places".formatted(column, quoted(cell), places));
      return null;
    }
    return value;
  }

  /** A date that must be there, perhaps with a time of day. */
  LocalDateTime date(String column) {
    if (cell(column).equals(ABSENT)) {
      problem(column + " is missing");
      return null;
    }
    return dateIfAny(column);
  }

  /** A date that may be absent; {@code null} then. */
  LocalDateTime dateIfAny(String column) {
    String cell = cell(column);
    if (cell.equals(ABSENT)) {
      return null;
    }
    try {
      return DATE.parse(cell, LocalDateTime::from);
    } catch (DateTimeParseException timeless) {
      return dateAlone(column, cell);
    }
  }

  private LocalDateTime dateAlone(String column, String cell) {
    try {
      return DATE.parse(cell, LocalDate::from).atStartOfDay();
    } catch (DateTimeParseException none) {
      problem(
          "%s %s is not a date such as 1996-07-04 00:00:00.000".formatted(column, quoted(cell)));
      return null;
    }
  }

  private String cell(String column) {
    return values.get(file.columns().indexOf(column));
  }

  static String quoted(String value) {
    return '"' + BadRow.printable(value) + '"';
  }
}
