package dev.cleave.cli;

import dev.cleave.cli.artemis.EmbeddedArtemis;
import dev.cleave.cli.process.RunningProcess;
import dev.cleave.cli.process.Undo;
import java.io.IOException;
import java.util.Optional;

/**
 * Brings up the embedded message broker, if it is wanted and does not run. It starts while other
 * things do.
 */
public final class BrokerStart {

  private final Shop shop;
  private final Progress progress;
  private final Undo undo;
  private final EmbeddedArtemis artemis;
  private RunningProcess started;
  private long begin;

  /** Starts the broker of {@code shop}; {@code undo} stops it again if the command fails. */
  public BrokerStart(Shop shop, Progress progress, Undo undo) {
    this.shop = shop;
    this.progress = progress;
    this.undo = undo;
    this.artemis = shop.embeddedArtemis();
  }

  /** Starts its process and returns at once. */
  public void begin() throws IOException {
    if (!shop.hasEmbeddedBroker()) {
      return;
    }
    Optional<RunningProcess> running = artemis.running();
    if (running.isPresent()) {
      progress.say("The broker runs already on port " + running.get().port());
      return;
    }
    begin = progress.begin("Starting the broker");
    started =
        artemis.begin(
            shop.ports().artemis(),
            shop.ports().amqp(),
            shop.secrets().brokerPassword(),
            shop.secrets().outsidePassword(),
            undo);
  }

  /**
   * Returns when it accepts connections, at once if there was nothing to start.
   *
   * @throws CommandFailed with the reason that it gave, when it did not start
   */
  public void await() throws IOException {
    if (started == null) {
      return;
    }
    artemis.awaitReady(started, shop.settings().duration(Setting.START_TIMEOUT));
    progress.done(
        "The broker is ready on port %d (AMQP: %d)"
            .formatted(started.port(), started.internalPort()),
        begin);
  }
}
