package dev.cleave.cli.route;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/**
 * What one process has found by comparing the answers of two ways.
 *
 * @param process its name
 * @param modules those that were or are compared
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Diffs(String process, List<Run> modules) {

  /** A list that the process left out is empty. */
  public Diffs {
    modules = modules == null ? List.of() : List.copyOf(modules);
  }

  /**
   * The comparisons of one module.
   *
   * @param since when they began
   * @param differences the last ones, oldest first
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Run(
      String module, String since, List<Figures> methods, List<Difference> differences) {

    /** A list that the process left out is empty. */
    public Run {
      methods = methods == null ? List.of() : List.copyOf(methods);
      differences = differences == null ? List.of() : List.copyOf(differences);
    }
  }

  /**
   * The comparisons of one method.
   *
   * @param compared reads that both sides answered
   * @param equal of these, those with the same answer
   * @param settled of the equal ones, those that were so when asked once more
   * @param different of the compared, those that differed then too
   * @param failed reads that the candidate did not answer, or not in time
   * @param dropped reads that were not compared, because too many waited for it
   * @param lastFailure why the last one failed, or null
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Figures(
      String method,
      long compared,
      long equal,
      long settled,
      long different,
      long failed,
      long dropped,
      String lastFailure) {

    Figures plus(Figures other) {
      return new Figures(
          method,
          compared + other.compared,
          equal + other.equal,
          settled + other.settled,
          different + other.different,
          failed + other.failed,
          dropped + other.dropped,
          other.lastFailure == null ? lastFailure : other.lastFailure);
    }
  }

  /**
   * Two answers that differed.
   *
   * @param arguments as JSON
   * @param control what the caller got
   * @param candidate what the other way answered
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Difference(
      String at, String method, String arguments, Answer control, Answer candidate) {}

  /**
   * What one side answered.
   *
   * @param kind {@code RESULT} or {@code PROBLEM}
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Answer(String kind, String json) {}
}
