package dev.cleave.cli.report;

import dev.cleave.cli.report.CallRow.Measured;
import dev.cleave.cli.report.Html.Cell;
import java.util.ArrayList;
import java.util.List;

/** The part of the page about one module. */
final class HtmlModule {
  private final Html html;
  private final ModuleReadiness module;
  private final boolean isRecorded;

  HtmlModule(Html html, ModuleReadiness module, Readiness readiness) {
    this.html = html;
    this.module = module;
    this.isRecorded = readiness.recording() != null;
  }

  void write(boolean isOneOfAll) {
    html.raw("<section>");
    if (isOneOfAll) {
      html.heading(2, module.module(), module.module());
    }
    html.element(
        "p",
        "Position %d in the recommended order, with %d points against it: %s."
            .formatted(
                module.position(),
                module.points(),
                module.reasons().isEmpty()
                    ? "nothing speaks against it"
                    : String.join("; ", module.reasons())));
    findings();
    calls("Who calls it", module.callers(), "Nobody calls it.");
    calls("Whom it calls", module.callees(), "It calls nobody.");
    events();
    data();
    predictions();
    new HtmlExtraction(html, module).write();
    html.raw("</section>");
  }

  private void findings() {
    html.heading(3, module.module() + "-findings", "What speaks against it");
    List<List<Cell>> rows = new ArrayList<>();
    for (Finding finding : module.findings()) {
      rows.add(
          List.of(
              new Cell(finding.severity().toString(), "severity " + finding.severity()),
              Cell.text(finding.what()),
              Cell.code(finding.place()),
              Cell.text(finding.remedy())));
    }
    html.table(List.of("", "What", "Where", "Remedy"), rows, "Nothing was found.");
  }

  private void calls(String title, List<CallRow> calls, String ifEmpty) {
    html.heading(3, module.module() + "-" + title.replace(' ', '-').toLowerCase(), title);
    List<String> headers = new ArrayList<>(List.of("From", "Caller", "Method", "Kind", "Where"));
    if (isRecorded) {
      headers.addAll(List.of("Binding", "Rate", "Per request", "p50", "p99", "Sent", "Answered"));
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (CallRow call : calls) {
      List<Cell> row =
          new ArrayList<>(
              List.of(
                  Cell.text(call.from()),
                  Cell.code(call.caller()),
                  Cell.code(call.method()),
                  Cell.text(call.kind() + (call.transaction().isEmpty() ? "" : ", in transaction")),
                  Cell.code(call.place())));
      if (isRecorded) {
        row.addAll(measured(call.measured()));
      }
      rows.add(row);
    }
    html.table(headers, rows, ifEmpty);
  }

  private static List<Cell> measured(Measured measured) {
    if (measured == null) {
      return List.of(
          Cell.text("not recorded"),
          Cell.text(""),
          Cell.text(""),
          Cell.text(""),
          Cell.text(""),
          Cell.text(""),
          Cell.text(""));
    }
    return List.of(
        Cell.text(measured.binding()),
        Cell.number(Units.rate(measured.perSecond())),
        Cell.number(
            measured.perRequest() == 0
                ? "background"
                : "%s (at most %d)"
                    .formatted(Units.count(measured.perRequest()), measured.maxPerRequest())),
        Cell.number(Units.micros(measured.p50Micros())),
        Cell.number(Units.micros(measured.p99Micros())),
        Cell.number(Units.bytes(measured.requestBytes())),
        Cell.number(Units.bytes(measured.responseBytes())));
  }

  private void events() {
    html.heading(3, module.module() + "-events", "Events");
    html.table(
        List.of("Published", "By", "Taken by"),
        module.told().stream()
            .map(
                told ->
                    List.of(
                        Cell.code(told.event()),
                        Cell.text(String.join(", ", told.publishers())),
                        Cell.text(String.join(", ", told.subscriptions()))))
            .toList(),
        "It publishes no events.");
    html.table(
        List.of("Listener", "Takes", "Of", "Where"),
        module.heard().stream()
            .map(
                heard ->
                    List.of(
                        Cell.text(heard.subscription()),
                        Cell.code(heard.event()),
                        Cell.text(heard.publisher()),
                        Cell.code(heard.place())))
            .toList(),
        "It listens to no events.");
  }

  private void data() {
    html.heading(3, module.module() + "-data", "Data to move");
    ModuleData data = module.data();
    if (data == null) {
      html.element("p", "Unknown: no database was asked.");
      return;
    }
    html.table(
        List.of("Table", "Rows", "Size"),
        data.tables().stream()
            .map(
                table ->
                    List.of(
                        Cell.code(data.schema() + "." + table.name()),
                        Cell.number(
                            (table.isEstimate() ? "about " : "") + Units.count(table.rows())),
                        Cell.number(Units.bytes(table.bytes()))))
            .toList(),
        "It has no tables.");
    html.element(
        "p",
        "%s rows, %s, %s."
            .formatted(
                Units.count(data.rows()),
                Units.bytes(data.bytes()),
                data.sequences().isEmpty()
                    ? "no sequences"
                    : "sequences " + String.join(", ", data.sequences())));
  }

  private void predictions() {
    html.heading(3, module.module() + "-prediction", "Predicted cost");
    html.table(
        List.of("Binding", "Added per call", "Added per request", "Processor", "On the wire"),
        module.predictions().stream().map(HtmlModule::prediction).toList(),
        "No binding was measured.");
    if (!isRecorded) {
      html.element("p", "Per request, with rates: record a run with ./cleave report --record 60s.");
    }
  }

  private static List<Cell> prediction(Prediction prediction) {
    boolean hasRates = prediction.addedMicrosPerRequest() != null;
    return List.of(
        Cell.text(prediction.binding()),
        Cell.number(Units.micros(prediction.addedMicrosPerCall())),
        Cell.number(hasRates ? Units.micros(prediction.addedMicrosPerRequest()) : ""),
        Cell.number(hasRates ? Units.count(prediction.cpuMillisPerSecond()) + " ms/s" : ""),
        Cell.number(hasRates ? Units.bytes(prediction.bytesPerSecond()) + "/s" : ""));
  }
}
