package dev.cleave.cli.bench;

import dev.cleave.cli.BrokerStart;
import dev.cleave.cli.Progress;
import dev.cleave.cli.Shop;
import dev.cleave.cli.build.Buildable;
import dev.cleave.cli.build.MavenBuild;
import dev.cleave.cli.process.RunningProcess;
import dev.cleave.cli.process.Undo;
import java.io.IOException;
import java.util.List;

/** The broker of benches that need one. */
final class BenchBroker {
  private BenchBroker() {}

  /** Builds and starts it; {@code undo} stops it. */
  static RunningProcess start(Shop shop, Progress progress, Undo undo) throws IOException {
    MavenBuild maven = new MavenBuild(shop.workspace().root(), undo);
    List<? extends Buildable> outOfDate = maven.outOfDate(List.of(shop.repository().broker()));
    if (!outOfDate.isEmpty()) {
      maven.build(outOfDate);
    }
    BrokerStart broker = new BrokerStart(shop, progress, undo);
    broker.begin();
    broker.await();
    return shop.embeddedArtemis().running().orElseThrow();
  }
}
