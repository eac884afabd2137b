package dev.cleave.cli;

/** The routes of every process as a table for people. */
final class RouteReport {

  private static final String ROW = "  %-14s %-12s %-8s %-9s %s";

  private static final String INSTANCE = "  %-14s %-12s %-8s %-24s %-12s %7s %7s  %s";

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
    if (!report.instances().isEmpty()) {
      printInstances(progress);
    }
  }

  private void printInstances(Progress progress) {
    progress.say("");
    progress.say(
        INSTANCE.formatted(
            "MODULE", "CALLED IN", "OVER", "INSTANCE", "STATE", "CALLS", "FAILED", "CHOSEN BY"));
    for (StatusReport.Instance one : report.instances()) {
      progress.say(
          INSTANCE.formatted(
              one.module(),
              one.process(),
              one.binding(),
              one.url(),
              one.state(),
              one.calls(),
              one.failures(),
              one.balancer()
                  + (one.leftAloneUntil() == null ? "" : ", again at " + one.leftAloneUntil())));
    }
  }
}
