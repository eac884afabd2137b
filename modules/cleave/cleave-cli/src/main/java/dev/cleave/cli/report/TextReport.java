package dev.cleave.cli.report;

import dev.cleave.cli.report.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report in a few lines. */
public final class TextReport {
  private static final String ROW = "  %2s  %-14s %6s  %s";

  private TextReport() {}

  /** For a terminal. */
  public static List<String> lines(Readiness readiness) {
    List<String> lines = new ArrayList<>();
    if (readiness.modules().size() == 1) {
      module(readiness.modules().get(0), lines);
    } else {
      lines.add(String.format(Locale.ROOT, ROW, "", "MODULE", "POINTS", "WHY"));
      for (ModuleReadiness module : readiness.modules()) {
        lines.add(
            String.format(
                Locale.ROOT,
                ROW,
                module.position(),
                module.module(),
                module.points(),
                String.join("; ", module.reasons())));
      }
    }
    if (!readiness.notes().isEmpty()) {
      lines.add("");
      readiness.notes().forEach(note -> lines.add("  ! " + note));
    }
    return lines;
  }

  private static void module(ModuleReadiness module, List<String> lines) {
    lines.add(
        "%s is number %d of the recommended order: %s"
            .formatted(
                module.module(),
                module.position(),
                module.reasons().isEmpty()
                    ? "nothing against it"
                    : String.join("; ", module.reasons())));
    for (Severity severity : Severity.values()) {
      module.findings().stream()
          .filter(finding -> finding.severity() == severity)
          .forEach(
              finding ->
                  lines.add(
                      "  %-6s %s (%s)"
                          .formatted(finding.severity(), finding.what(), finding.place())));
    }
    lines.add(
        "  %d places call it, it calls from %d, it takes %d events and publishes %d"
            .formatted(
                module.callers().size(),
                module.callees().size(),
                module.heard().size(),
                module.told().size()));
    if (module.data() != null) {
      lines.add(
          "  to move: %d tables, %s rows, %s"
              .formatted(
                  module.data().tables().size(),
                  Units.count(module.data().rows()),
                  Units.bytes(module.data().bytes())));
    }
    for (Prediction prediction : module.predictions()) {
      lines.add("  " + describe(prediction));
    }
  }

  private static String describe(Prediction prediction) {
    String perCall =
        "over %s each call gains %s"
            .formatted(prediction.binding(), Units.micros(prediction.addedMicrosPerCall()));
    if (prediction.addedMicrosPerRequest() == null) {
      return perCall;
    }
    String cpu =
        ", processors work %s ms/s more".formatted(Units.count(prediction.cpuMillisPerSecond()));
    return prediction.addedMicrosPerRequest() == 0
        ? perCall + ", no request waits for one" + cpu
        : "%s, a request %s on average%s"
            .formatted(perCall, Units.micros(prediction.addedMicrosPerRequest()), cpu);
  }
}
