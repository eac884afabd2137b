package dev.cleave.cli.report;

import java.util.List;

/**
 * All about one module.
 *
 * @param position in the recommended order, from 1
 * @param points what speaks against it, summed up
 * @param callers calls to it
 * @param callees calls that it makes
 * @param heard its listeners
 * @param told its events, with the subscriptions of other modules
 * @param data {@code null} without a database
 * @param extraction {@code null} if it was never extracted
 */
public record ModuleReadiness(
    String module,
    int position,
    int points,
    List<String> reasons,
    List<Finding> findings,
    List<CallRow> callers,
    List<CallRow> callees,
    List<Heard> heard,
    List<Told> told,
    ModuleData data,
    List<Prediction> predictions,
    Extraction extraction,
    List<Comparison> comparisons) {

  /** A listener of the module, and whose event it takes. */
  public record Heard(String subscription, String event, String publisher, String place) {}

  /** An event of the module, and who takes it. */
  public record Told(String event, List<String> publishers, List<String> subscriptions) {}

  /** Whether it cannot leave its callers' process. */
  public boolean isPinned() {
    return findings.stream().anyMatch(finding -> finding.severity() == Finding.Severity.PINS);
  }
}
