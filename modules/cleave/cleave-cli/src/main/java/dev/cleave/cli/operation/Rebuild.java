package dev.cleave.cli.operation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What becomes of a rebuild.
 *
 * @param module whose read models and derived states are made anew
 * @param running whether something is still to be done
 * @param results one per read model and derived state
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Rebuild(String module, boolean running, List<Result> results) {

  private static final String FAILED = "FAILED";

  /** A list that the process left out is empty. */
  public Rebuild {
    results = results == null ? List.of() : List.copyOf(results);
  }

  /**
   * One read model or derived state.
   *
   * @param name within its module
   * @param kind read-model or derived-state
   * @param state BUILDING, DONE or FAILED
   * @param generation of a read model
   * @param remaining events still to be read
   * @param entries that were read
   * @param differences between what was there and what follows from the log
   * @param cause why it failed, or null
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Result(
      String name,
      String kind,
      String state,
      Integer generation,
      long remaining,
      long entries,
      long differences,
      String cause) {

    /** Whether it came to its end and found nothing wrong. */
    public boolean isGood() {
      return !state.equals(FAILED) && differences == 0;
    }
  }

  /** Whether all came to their end and found nothing wrong. */
  public boolean isGood() {
    return results.stream().allMatch(Result::isGood);
  }

  /** Events that all of them still have to read. */
  public long remaining() {
    return results.stream().mapToLong(Result::remaining).sum();
  }
}
