package dev.cleave.cli;

import dev.cleave.cli.route.Diffs.Answer;
import dev.cleave.cli.route.Diffs.Figures;
import dev.cleave.cli.route.ParallelRuns;
import java.util.List;

/** What was found by comparing answers, for people. */
final class DiffsReport {

  private static final String FIGURES = " %9s %9s %9s %10s %8s %8s";

  private final Progress progress;

  DiffsReport(Progress progress) {
    this.progress = progress;
  }

  void print(ParallelRuns runs) {
    List<Figures> methods = runs.modules().stream().flatMap(one -> one.methods().stream()).toList();
    if (methods.isEmpty()) {
      progress.say(
          "Nothing was compared: no read came while a route had a shadow (cleave.route.MODULE = local, shadow rest).");
      return;
    }
    printFigures(runs, methods);
    if (runs.modules().stream().allMatch(one -> one.differences().isEmpty())) {
      progress.say("");
      progress.say("No answer differed.");
    }
    for (ParallelRuns.Module module : runs.modules()) {
      module.differences().forEach(this::printDifference);
    }
  }

  private void printFigures(ParallelRuns runs, List<Figures> methods) {
    int modules =
        width("MODULE", runs.modules().stream().map(ParallelRuns.Module::module).toList());
    int names = width("METHOD", methods.stream().map(Figures::method).toList());
    String row = "  %%-%ds %%-%ds".formatted(modules, names) + FIGURES;
    say(row, "MODULE", "METHOD", "COMPARED", "EQUAL", "SETTLED", "DIFFERENT", "FAILED", "DROPPED");
    for (ParallelRuns.Module module : runs.modules()) {
      for (Figures one : module.methods()) {
        say(
            row,
            module.module(),
            one.method(),
            one.compared(),
            one.equal(),
            one.settled(),
            one.different(),
            one.failed(),
            one.dropped());
      }
    }
    for (Figures one : methods) {
      if (one.lastFailure() != null) {
        progress.say(
            "  ! %s failed last with %s".formatted(one.method(), oneLine(one.lastFailure())));
      }
    }
  }

  private void printDifference(ParallelRuns.Found found) {
    progress.say("");
    progress.say(
        "%s  %s %s  in %s"
            .formatted(found.at(), found.method(), found.arguments(), found.process()));
    progress.say("  control    " + text(found.control()));
    progress.say("  candidate  " + text(found.candidate()));
  }

  private static String text(Answer answer) {
    return "PROBLEM".equals(answer.kind()) ? "refuses: " + answer.json() : answer.json();
  }

  private void say(String row, Object... columns) {
    progress.say(row.formatted(columns).stripTrailing());
  }

  private static int width(String title, List<String> texts) {
    return Math.max(title.length(), texts.stream().mapToInt(String::length).max().orElse(0));
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
