package dev.cleave.cli.extract;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.route.Binding;
import dev.cleave.cli.route.Placement;
import dev.cleave.cli.route.Trial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far the extraction of one module has come, and how.
 *
 * @param module its name
 * @param step the last step that is complete
 * @param process the process beside the monolith that has the module, or null before {@code start}
 * @param database where its data is: {@code home} with that of the others, or {@code own}
 * @param retired whether the monolith runs without its service
 * @param records what was done, in order
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Extraction(
    String module,
    Step step,
    String process,
    String database,
    boolean retired,
    List<Record> records) {

  /** Data with that of the other modules. */
  public static final String HOME = "home";

  /** The direction of a step that is done. */
  public static final String FORWARD = "forward";

  /** The direction of a step that is undone. */
  public static final String BACK = "back";

  /** Data in a database of its own. */
  public static final String OWN = "own";

  /** Keeps its own copy of the list. */
  public Extraction {
    records = records == null ? List.of() : List.copyOf(records);
  }

  /**
   * One step that was begun.
   *
   * @param direction {@code forward} or {@code back}
   * @param state {@code started}, {@code done} or {@code failed}
   * @param ended null while it goes on, and for ever when the command was killed
   * @param why what the operator said, or why it failed
   * @param figures what was measured
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Record(
      Step step,
      String direction,
      String state,
      Instant started,
      Instant ended,
      String why,
      Map<String, Object> figures) {

    /** Whether the command that began it never said how it ended. */
    @JsonIgnore
    public boolean isUnfinished() {
      return "started".equals(state);
    }
  }

  /** Where the module lives when nothing is said about routes: after a start of everything. */
  @JsonIgnore
  public Placement placement() {
    Placement placement =
        step.includes(Step.CANARY)
            ? Placement.in(process, Binding.REST)
            : Placement.in(Deployment.MONOLITH, Binding.REST);
    if (hasOwnDatabase()) {
      return placement.standingBy(List.of(Deployment.MONOLITH));
    }
    return process == null || step.includes(Step.CANARY)
        ? placement
        : placement.with(Trial.beside(process));
  }

  /** What an operator should know: a step that was begun and never ended. */
  @JsonIgnore
  public Optional<String> problem() {
    if (records.isEmpty() || !records.get(records.size() - 1).isUnfinished()) {
      return Optional.empty();
    }
    Record last = records.get(records.size() - 1);
    return Optional.of(
        "the extraction of %s was broken off in the step %s (%s, begun %s): ./cleave extract %s --to %s%s takes it up again"
            .formatted(
                module,
                last.step().word(),
                last.direction(),
                last.started(),
                module,
                last.direction().equals(BACK) ? last.step().previous().word() : last.step().word(),
                last.direction().equals(BACK) ? " --undo" : ""));
  }

  /** A module that nobody has begun to take out. */
  public static Extraction none(String module) {
    return new Extraction(module, Step.NONE, null, HOME, false, List.of());
  }

  /** Whether its data is in a database of its own. */
  @JsonIgnore
  public boolean hasOwnDatabase() {
    return OWN.equals(database);
  }

  /** This state with another last step. */
  public Extraction at(Step reached) {
    return new Extraction(module, reached, process, database, retired, records);
  }

  /** This state with the module in another process. */
  public Extraction in(String other) {
    return new Extraction(module, step, other, database, retired, records);
  }

  /** This state with the data elsewhere. */
  public Extraction withDatabase(String other) {
    return new Extraction(module, step, process, other, retired, records);
  }

  /** This state with the monolith running with or without the module's service. */
  public Extraction retired(boolean isRetired) {
    return new Extraction(module, step, process, database, isRetired, records);
  }

  /** This state with one more record. */
  public Extraction begun(Record record) {
    List<Record> more = new ArrayList<>(records);
    more.add(record);
    return new Extraction(module, step, process, database, retired, more);
  }

  /** This state with the last record completed. */
  public Extraction ended(String state, String why, Map<String, Object> figures) {
    List<Record> all = new ArrayList<>(records);
    Record last = all.remove(all.size() - 1);
    all.add(
        new Record(
            last.step(), last.direction(), state, last.started(), Instant.now(), why, figures));
    return new Extraction(module, step, process, database, retired, all);
  }
}
