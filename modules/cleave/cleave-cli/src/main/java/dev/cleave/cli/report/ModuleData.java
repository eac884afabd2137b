package dev.cleave.cli.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What a move of the module would carry.
 *
 * @param findings what the move would refuse
 */
public record ModuleData(
    String schema, List<Table> tables, List<String> sequences, List<Finding> findings) {

  /**
   * A table.
   *
   * @param rows counted, or estimated by PostgreSQL if {@code isEstimate}
   * @param bytes with indexes and long values
   */
  public record Table(String name, long rows, boolean isEstimate, long bytes) {}

  /** Of all tables together. */
  @JsonProperty
  public long rows() {
    return tables.stream().mapToLong(Table::rows).sum();
  }

  /** Of all tables together. */
  @JsonProperty
  public long bytes() {
    return tables.stream().mapToLong(Table::bytes).sum();
  }
}
