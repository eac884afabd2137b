package dev.cleave.cli.extract;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.Progress;
import dev.cleave.cli.Setting;
import dev.cleave.cli.Shop;
import dev.cleave.cli.process.RunningProcess;
import dev.cleave.cli.process.Undo;
import dev.cleave.cli.route.Placement;
import dev.cleave.cli.route.RouteSwitch;
import dev.cleave.cli.route.RouteTable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * What the steps of one extraction work with.
 *
 * @param shop that the module is taken out of
 * @param module its name
 * @param progress tells the operator
 * @param undo stops what was started when the command is interrupted
 * @param options of the command
 */
record Extracting(Shop shop, String module, Progress progress, Undo undo, Options options) {

  /**
   * How to go about it.
   *
   * @param bytesPerSecond of the copy of rows, at most; 0 is no limit
   * @param dwell how long each share of a canary is watched
   * @param longestHold how long callers may be made to wait at the change of databases
   * @param sabotage a promise to break on purpose, so that a test can see that it is noticed
   */
  record Options(long bytesPerSecond, Duration dwell, Duration longestHold, Sabotage sabotage) {}

  /** How far it has come; read anew. */
  Extraction state() {
    return shop.extractions().of(module);
  }

  Extraction keep(Extraction state) throws IOException {
    return shop.extractions().write(state);
  }

  /** Where the module lives now. */
  Placement placement() throws IOException {
    return shop.currentRoutes().placement(module);
  }

  /** The routes of everything, with this module placed so. */
  RouteTable tableWith(Placement placement) throws IOException {
    return shop.currentRoutes().with(module, placement);
  }

  List<RunningProcess> processes() {
    return shop.processes().all();
  }

  /**
   * Places the module, and returns when every process follows.
   *
   * @throws CommandFailed when one does not; then the routes are as before
   */
  void place(Placement placement) throws IOException, InterruptedException {
    RouteTable before = shop.currentRoutes();
    RouteSwitch.Outcome outcome = apply(before.with(module, placement));
    if (!outcome.isInEffect()) {
      apply(before);
      throw new CommandFailed(
          "the routes did not take effect, and are as before: " + outcome.explanation());
    }
  }

  private RouteSwitch.Outcome apply(RouteTable table) throws IOException, InterruptedException {
    return shop.routeSwitch()
        .apply(
            table, List.of(module), processes(), shop.settings().duration(Setting.ROUTE_TIMEOUT));
  }
}
