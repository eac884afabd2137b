package dev.cleave.cli.extract;

import dev.cleave.cli.Progress;
import dev.cleave.cli.ServerStart;
import dev.cleave.cli.Shop;
import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.process.RunningProcess;
import dev.cleave.cli.process.Undo;
import dev.cleave.cli.route.Diffs;
import dev.cleave.cli.route.Placement;
import dev.cleave.cli.route.RouteTable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
   * @throws dev.cleave.cli.CommandFailed when one does not; then the routes are as before
   */
  void place(Placement placement) throws IOException, InterruptedException {
    shop.place(module, placement);
  }

  /**
   * What was found by asking a second process too, up to now. The processes of the module compare
   * nothing: their callers are themselves.
   */
  Diffs.Figures compared() throws IOException {
    List<RunningProcess> callers =
        processes().stream()
            .filter(one -> !Deployment.moduleOf(one.name()).equals(module))
            .toList();
    return shop.diffsClient().ask(callers, Optional.of(module)).total(module);
  }

  /** Stops a process, if it runs. */
  void stop(String process) throws IOException {
    new ServerStart(shop, progress, undo).stop(process);
  }
}
