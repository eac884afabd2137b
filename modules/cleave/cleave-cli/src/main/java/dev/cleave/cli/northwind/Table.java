package dev.cleave.cli.northwind;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One file as it was read: its rows, good and bad.
 *
 * <p>The keys of bad rows count too, so that what refers to a bad row is not reported as referring
 * to nothing.
 */
final class Table {

  private final CsvFile file;
  private final List<Row> rows;
  private final List<BadRow> faults;
  private final Map<String, Row> byKey = new HashMap<>();
  private final Set<String> firstCells = new HashSet<>();

  private Table(CsvFile file, List<Row> rows, List<BadRow> faults) {
    this.file = file;
    this.rows = List.copyOf(rows);
    this.faults = List.copyOf(faults);
  }

  /** A file that was read; notes a problem with each row whose key an earlier row has. */
  static Table of(CsvFile file, List<Row> rows) {
    Table table = new Table(file, rows, List.of());
    for (Row row : rows) {
      table.firstCells.add(Row.key(row.values().get(0)));
      Row first = table.byKey.putIfAbsent(row.key(), row);
      if (first != null && !row.key().isEmpty()) {
        row.problem(
            "%s %s is already in line %d"
                .formatted(
                    String.join(",", file.columns().subList(0, file.keyColumns())),
                    Row.quoted(row.key()),
                    first.place().line()));
      }
    }
    return table;
  }

  /** A file whose rows could not be read. */
  static Table unreadable(CsvFile file, BadRow fault) {
    return new Table(file, List.of(), List.of(fault));
  }

  /** The rows that have the columns of the file. */
  List<Row> rows() {
    return rows.stream().filter(Row::hasCells).toList();
  }

  /** Whether a row has that key, as far as that can be told. */
  boolean mayHave(String key) {
    return !faults.isEmpty() || byKey.containsKey(key);
  }

  /** Whether a row has that first cell, as far as that can be told. */
  boolean mayMention(String firstCell) {
    return !faults.isEmpty() || firstCells.contains(firstCell);
  }

  String fileName() {
    return file.fileName();
  }

  /** Everything that is wrong with the file, in the order of its lines. */
  Stream<BadRow> bad() {
    return Stream.concat(
        faults.stream(), rows.stream().filter(row -> !row.isGood()).map(Row::asBad));
  }
}
