package dev.cleave.cli.northwind;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** The files are not fit to be imported. Nothing was sent to the shop. */
public final class BadInput extends Exception {

  private static final long serialVersionUID = 1;

  private final transient List<BadRow> rows;

  BadInput(List<BadRow> rows) {
    super(summary(rows));
    this.rows = List.copyOf(rows);
  }

  /** Every row that is bad, file by file, in the order of their lines. */
  public List<BadRow> rows() {
    return rows;
  }

  private static String summary(List<BadRow> rows) {
    String perFile =
        rows.stream()
            .collect(Collectors.groupingBy(BadRow::file, LinkedHashMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .map(file -> file.getKey() + " " + file.getValue())
            .collect(Collectors.joining(", "));
    return "nothing was imported: %d bad %s (%s)"
        .formatted(rows.size(), rows.size() == 1 ? "row" : "rows", perFile);
  }
}
