package dev.cleave.cli.report;

import dev.cleave.cli.report.Html.Cell;
import dev.cleave.cli.report.Readiness.Recorded;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The report as one page that needs nothing else. */
public final class HtmlReport {
  private final Readiness readiness;
  private final Html html = new Html();

  private HtmlReport(Readiness readiness) {
    this.readiness = readiness;
  }

  /** The page. */
  public static String of(Readiness readiness) {
    return new HtmlReport(readiness).page();
  }

  private String page() {
    boolean isAll = readiness.modules().size() != 1;
    String title =
        isAll
            ? "Which module to take out next"
            : "Taking " + readiness.modules().get(0).module() + " out";
    html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .element("title", title)
        .raw("<style>")
        .raw(styles())
        .raw("</style>\n</head>\n<body>\n<main>")
        .element("h1", title);
    html.element("p", basis());
    if (!readiness.notes().isEmpty()) {
      html.raw("<div class=\"notes\">").list(readiness.notes()).raw("</div>");
    }
    if (isAll) {
      order();
    }
    readiness.modules().forEach(module -> new HtmlModule(html, module, readiness).write(isAll));
    bindings();
    return html.raw("</main>\n</body>\n</html>").toString();
  }

  private String basis() {
    Recorded recorded = readiness.recording();
    if (recorded == null) {
      return "From the code alone: without a recording nothing is known of rates.";
    }
    return "From the code, and from %s s recorded at %s in %s, with %s requests from outside."
        .formatted(
            Units.count(Math.round(recorded.seconds())),
            recorded.started(),
            String.join(", ", recorded.processes()),
            Units.count(recorded.requests()));
  }

  private void order() {
    html.heading(2, "order", "Recommended order");
    List<List<Cell>> rows = new ArrayList<>();
    for (ModuleReadiness module : readiness.modules()) {
      rows.add(
          List.of(
              Cell.number(Integer.toString(module.position())),
              Cell.text(module.module()),
              Cell.number(Integer.toString(module.points())),
              Cell.text(String.join("; ", module.reasons()))));
    }
    html.table(List.of("", "Module", "Points against", "Why"), rows, "There is no module.");
    html.element(
        "p",
        "Points: 1000 for a pinned module, 100 for each blocker, 20 for each read that holds a"
            + " transaction open, 5 for each place with a call across, and for recorded traffic. What"
            + " costs least comes first.");
  }

  private void bindings() {
    html.heading(2, "bindings", "What one call costs");
    List<List<Cell>> rows = new ArrayList<>();
    for (Map.Entry<String, BindingTable.Cost> binding :
        readiness.bindings().bindings().entrySet()) {
      BindingTable.Cost cost = binding.getValue();
      rows.add(
          List.of(
              Cell.text(binding.getKey()),
              Cell.number(Units.micros(cost.p50Us())),
              Cell.number(Units.micros(cost.cpuUsPerCall())),
              Cell.number(Units.bytes(cost.bytesPerCall()))));
    }
    html.table(
        List.of("Binding", "p50", "Processor time", "On the wire"), rows, "Nothing was measured.");
    html.element("p", "Predictions are made from these. Origin: " + readiness.bindings().origin());
  }

  private static String styles() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
