package dev.cleave.cli.northwind;

/**
 * Where something was read.
 *
 * @param file its name
 * @param line of the file, from 1; where the row begins if it spans several
 */
record Place(String file, long line) {

  /** Such as {@code orders.csv:12}. */
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
