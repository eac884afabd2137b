package dev.cleave.cli;

import dev.cleave.cli.operation.Operations;
import dev.cleave.cli.process.RunningProcess;
import java.io.IOException;
import java.util.List;

/**
 * The shop of this folder, of which at least one process runs.
 *
 * @param shop the shop
 * @param operations of all its processes
 */
record RunningShop(Shop shop, Operations operations) {

  /**
   * The shop in the folder that this command belongs to.
   *
   * @throws CommandFailed when nothing runs
   */
  static RunningShop open() throws IOException {
    Shop shop = Shop.open();
    List<RunningProcess> processes = shop.processes().all();
    if (processes.isEmpty()) {
      throw new CommandFailed("nothing runs that could be asked: ./cleave up");
    }
    return new RunningShop(shop, new Operations(processes, shop.secrets().internalSecret()));
  }

  /** The process that serves {@code module}. */
  RunningProcess home(String module) throws IOException {
    return shop.running(shop.currentRoutes().placement(module).home());
  }
}
