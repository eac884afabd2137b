package dev.cleave.crash;

import dev.cleave.crash.check.Checks;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Load, fault, restart, quiet, comparison. */
final class Round {

  /** The load goes on so long after a restart. */
  private static final long AFTERMATH_MILLIS = 800;

  /** The disk stays full so long. */
  private static final long FULL_MILLIS = 1500;

  private final ShopUnderTest shop;
  private final Client client;
  private final Goods goods;
  private final Journal journal;

  Round(ShopUnderTest shop, Client client, Goods goods, Journal journal) {
    this.shop = shop;
    this.client = client;
    this.goods = goods;
    this.journal = journal;
  }

  /**
   * What came of a round.
   *
   * @param answered commands that were answered
   * @param violations of all rounds so far that are visible now
   */
  record Result(int answered, List<String> violations) {}

  /**
   * Runs.
   *
   * @param name begins the keys of this round's commands
   * @param faults one after the other, each after a restart
   */
  Result run(String name, long seed, List<Fault> faults)
      throws IOException, InterruptedException, SQLException {
    goods.restock(name);
    Load load = new Load(client, goods, name, seed);
    load.start();
    for (Fault fault : faults) {
      Thread.sleep(fault.afterMillis());
      strike(fault.kind());
      shop.up();
    }
    Thread.sleep(AFTERMATH_MILLIS);
    int answered = load.finish();
    new Quiet(shop).await();
    try (Connection database = shop.connect()) {
      List<String> violations = new Checks(shop.modules()).violations(database, journal.file());
      // So that the log of the database does not fill the small disk by itself.
      try (Statement statement = database.createStatement()) {
        statement.execute("checkpoint");
      }
      return new Result(answered, violations);
    }
  }

  private void strike(Fault.Kind kind) throws IOException, InterruptedException {
    switch (kind) {
      case LIBERTY -> shop.killLiberty();
      case SERVICE -> shop.killService();
      case BROKER -> shop.killBroker();
      case POSTGRES -> shop.killPostgres();
      case DISK -> {
        shop.fillDisk();
        try {
          Thread.sleep(FULL_MILLIS);
        } finally {
          shop.freeDisk();
        }
      }
    }
  }
}
