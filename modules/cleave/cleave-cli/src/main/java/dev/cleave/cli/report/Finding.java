package dev.cleave.cli.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Something that holds a module back, or that moving it would make dearer.
 *
 * @param what a sentence
 * @param place file and line, or the table
 * @param remedy what to do about it
 */
public record Finding(Severity severity, String what, String place, String remedy) {

  /** From the worst to the mildest. */
  public enum Severity {
    /** The module cannot leave its callers' process. */
    PINS,
    /** Must be put in order before the move. */
    BLOCKS,
    /** Works after the move, for a price. */
    COSTS;

    @JsonValue
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
