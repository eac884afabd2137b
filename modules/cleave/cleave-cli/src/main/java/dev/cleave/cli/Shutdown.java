package dev.cleave.cli;

import dev.cleave.cli.liberty.LibertyServer;
import dev.cleave.cli.postgres.EmbeddedPostgres;
import dev.cleave.cli.process.RunningProcess;
import java.io.IOException;
import java.util.List;

/** Stops everything that runs in this folder, and nothing else. */
public final class Shutdown {

  private final Shop shop;
  private final Progress progress;

  /** Stops what runs of {@code shop}. */
  public Shutdown(Shop shop, Progress progress) {
    this.shop = shop;
    this.progress = progress;
  }

  /** Stops the servers together, then PostgreSQL; returns how many processes ended. */
  public int run() throws IOException {
    List<RunningProcess> servers = shop.processes().all();
    long begin = System.nanoTime();
    servers.forEach(RunningProcess::askToStop);
    for (RunningProcess server : servers) {
      LibertyServer.stop(server);
      progress.done("Stopped " + server.name(), begin);
    }
    // Routes are a wish for what runs: the next start begins with every module in the monolith.
    FileTree.delete(shop.workspace().run());
    EmbeddedPostgres postgres = shop.embeddedPostgres();
    if (postgres.running().isEmpty()) {
      return servers.size();
    }
    long beginDatabase = System.nanoTime();
    postgres.stop();
    progress.done("Stopped PostgreSQL", beginDatabase);
    return servers.size() + 1;
  }
}
