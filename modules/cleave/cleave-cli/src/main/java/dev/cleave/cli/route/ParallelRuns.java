package dev.cleave.cli.route;

import dev.cleave.cli.route.Diffs.Answer;
import dev.cleave.cli.route.Diffs.Difference;
import dev.cleave.cli.route.Diffs.Figures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What all processes have found by comparing answers.
 *
 * @param modules by name
 */
public record ParallelRuns(List<Module> modules) {

  /**
   * One module.
   *
   * @param methods by name, the figures of all processes added up
   * @param differences oldest first
   */
  public record Module(String module, List<Figures> methods, List<Found> differences) {}

  /**
   * A difference.
   *
   * @param process that compared
   */
  public record Found(
      String process,
      String at,
      String method,
      String arguments,
      Answer control,
      Answer candidate) {

    static Found in(String process, Difference difference) {
      return new Found(
          process,
          difference.at(),
          difference.method(),
          difference.arguments(),
          difference.control(),
          difference.candidate());
    }
  }

  /** Adds up what each process answered. */
  static ParallelRuns of(Collection<Diffs> answers) {
    Map<String, Map<String, Figures>> figures = new TreeMap<>();
    Map<String, List<Found>> differences = new TreeMap<>();
    for (Diffs answer : answers) {
      for (Diffs.Run run : answer.modules()) {
        Map<String, Figures> ofModule =
            figures.computeIfAbsent(run.module(), none -> new TreeMap<>());
        run.methods().forEach(one -> ofModule.merge(one.method(), one, Figures::plus));
        List<Found> found = differences.computeIfAbsent(run.module(), none -> new ArrayList<>());
        run.differences().forEach(one -> found.add(Found.in(answer.process(), one)));
      }
    }
    List<Module> modules = new ArrayList<>();
    figures.forEach(
        (module, methods) -> {
          List<Found> found = differences.get(module);
          found.sort(Comparator.comparing(Found::at));
          modules.add(new Module(module, List.copyOf(methods.values()), List.copyOf(found)));
        });
    return new ParallelRuns(List.copyOf(modules));
  }

  /** All methods of one module added up; zeros if nothing of it was compared. */
  public Figures total(String module) {
    return modules.stream()
        .filter(one -> one.module().equals(module))
        .flatMap(one -> one.methods().stream())
        .reduce(new Figures(module, 0, 0, 0, 0, 0, 0, null), Figures::plus);
  }
}
