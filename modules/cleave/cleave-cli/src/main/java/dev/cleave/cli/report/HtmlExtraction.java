package dev.cleave.cli.report;

import dev.cleave.cli.report.Html.Cell;
import java.util.List;
import java.util.stream.Collectors;

/** What became of a module that was taken out: the steps, and what its calls cost since. */
final class HtmlExtraction {
  private final Html html;
  private final ModuleReadiness module;

  HtmlExtraction(Html html, ModuleReadiness module) {
    this.html = html;
    this.module = module;
  }

  void write() {
    if (module.extraction() != null) {
      html.heading(3, module.module() + "-extraction", "Its extraction");
      html.table(
          List.of("Step", "Direction", "State", "Started", "Ended", "Figures"),
          module.extraction().records().stream().map(HtmlExtraction::step).toList(),
          "No step was taken yet.");
    }
    if (!module.comparisons().isEmpty()) {
      html.heading(3, module.module() + "-measured", "Predicted and measured");
      html.table(
          List.of("From", "Caller", "Method", "Binding", "Was local", "Predicted", "Measured"),
          module.comparisons().stream().map(HtmlExtraction::comparison).toList(),
          "");
    }
  }

  private static List<Cell> step(Extraction.Step step) {
    String figures =
        step.figures() == null
            ? ""
            : step.figures().entrySet().stream()
                .map(
                    figure ->
                        figure.getKey()
                            + " "
                            + figure.getValue().asText(figure.getValue().toString()))
                .collect(Collectors.joining(", "));
    return List.of(
        Cell.text(orEmpty(step.step())),
        Cell.text(orEmpty(step.direction())),
        Cell.text(orEmpty(step.state())),
        Cell.text(orEmpty(step.started())),
        Cell.text(orEmpty(step.ended())),
        Cell.text(figures));
  }

  private static List<Cell> comparison(Comparison one) {
    return List.of(
        Cell.text(one.from()),
        Cell.code(one.caller()),
        Cell.code(one.method()),
        Cell.text(one.binding()),
        Cell.number(one.localMicros() == null ? "unknown" : Units.micros(one.localMicros())),
        Cell.number(Units.micros(one.predictedMicros())),
        Cell.number(Units.micros(one.measuredMicros())));
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
