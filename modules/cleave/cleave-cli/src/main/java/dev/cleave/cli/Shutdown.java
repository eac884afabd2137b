package dev.cleave.cli;

import dev.cleave.cli.artemis.EmbeddedArtemis;
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

  /**
   * Stops the servers together, then the broker and PostgreSQL; returns how many processes ended.
   */
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
    return servers.size() + stopBroker() + stopDatabases();
  }

  private int stopBroker() {
    EmbeddedArtemis broker = shop.embeddedArtemis();
    if (broker.running().isEmpty()) {
      return 0;
    }
    long begin = System.nanoTime();
    broker.stop();
    progress.done("Stopped the broker", begin);
    return 1;
  }

  private int stopDatabases() {
    int stopped = 0;
    for (String module : shop.repository().modules()) {
      stopped += stop(shop.ownPostgres(module), "PostgreSQL for " + module);
    }
    return stopped + stop(shop.embeddedPostgres(), "PostgreSQL");
  }

  private int stop(EmbeddedPostgres postgres, String what) {
    if (postgres.running().isEmpty()) {
      return 0;
    }
    long begin = System.nanoTime();
    postgres.stop();
    progress.done("Stopped " + what, begin);
    return 1;
  }
}
