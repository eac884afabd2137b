package dev.cleave.cli.extract;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.ReportSources;
import dev.cleave.cli.report.Finding;
import dev.cleave.cli.report.Finding.Severity;
import dev.cleave.cli.report.HtmlReport;
import dev.cleave.cli.report.ModuleReadiness;
import dev.cleave.cli.report.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds out what depends on the module and what stands in the way. Changes nothing. */
record ReportStep(Extracting extracting) implements StepWork {

  @Override
  public Map<String, Object> forward() throws IOException, InterruptedException {
    extracting.shop().requireBroker();
    Readiness readiness = new ReportSources(extracting.shop()).read().only(extracting.module());
    Path page = extracting.shop().workspace().report().resolve(extracting.module() + ".html");
    Files.createDirectories(page.getParent());
    Files.writeString(page, HtmlReport.of(readiness));
    extracting.progress().say("The report: " + page);
    ModuleReadiness module = readiness.modules().get(0);
    List<Finding> blockers =
        module.findings().stream().filter(finding -> finding.severity() != Severity.COSTS).toList();
    if (!blockers.isEmpty()) {
      Finding first = blockers.get(0);
      throw new CommandFailed(
          "%d things must be put in order before %s can leave; the first: %s (%s): %s"
              .formatted(
                  blockers.size(),
                  extracting.module(),
                  first.what(),
                  first.place(),
                  first.remedy()));
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("callers", module.callers().size());
    figures.put("costs", module.findings().size());
    if (module.data() != null) {
      figures.put("tables", module.data().tables().size());
    }
    return figures;
  }

  @Override
  public Map<String, Object> back() {
    return Map.of();
  }
}
