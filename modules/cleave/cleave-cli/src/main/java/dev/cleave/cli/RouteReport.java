package dev.cleave.cli;

/** The routes of every process as a table for people. */
final class RouteReport {

  private static final String ROW = "  %-14s %-12s %-8s %-9s %s";

  private final StatusReport report;

  RouteReport(StatusReport report) {
    this.report = report;
  }

  void print(Progress progress) {
    if (!report.running()) {
      progress.say("Nothing runs: ./cleave up");
      return;
    }
    progress.say(ROW.formatted("MODULE", "CALLED IN", "WISHED", "EFFECTIVE", "SERVED AT"));
    for (StatusReport.Module module : report.modules()) {
      String name = module.module();
      for (StatusReport.Route route : module.routes()) {
        String served =
            route.reason() == null ? route.where() : route.where() + "  (" + route.reason() + ")";
        progress.say(
            ROW.formatted(name, route.process(), route.wished(), route.effective(), served));
        name = "";
      }
    }
  }
}
