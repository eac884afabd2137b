package dev.cleave.runtime.event;

import dev.cleave.runtime.event.ReadModels.Generations;
import jakarta.enterprise.context.control.RequestContextController;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Builds a read model anew beside the one that is read. Every step can be repeated, and a rebuild
 * that was cut off is taken up where it was: what is done stands in the tables.
 */
final class ReadModelRebuild {
  private static final int DROP_BATCH = 1_000;
  private static final long LOOK_MILLIS = 50;

  private final DeclaredReadModel model;
  private final ReadModels readModels;
  private final ReceivedEvents inbox;
  private final Function<String, Optional<PublisherRelay>> publishers;
  private final EventSettings settings;
  private final Consumer<RebuildResult> progress;
  private RebuildResult result;
  private long entries;

  ReadModelRebuild(
      DeclaredReadModel model,
      Database database,
      Function<String, Optional<PublisherRelay>> publishers,
      EventSettings settings,
      Consumer<RebuildResult> progress) {
    this.model = model;
    this.readModels = new ReadModels(database);
    this.inbox = new ReceivedEvents(database);
    this.publishers = publishers;
    this.settings = settings;
    this.progress = progress;
    this.result = RebuildResult.begun(model.name(), RebuildResult.READ_MODEL);
  }

  void run() {
    try {
      report(build());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      report(result.failed("The process stopped; start the rebuild again to go on."));
    } catch (Exception e) {
      report(result.failed(String.valueOf(e.getMessage())));
    }
  }

  private void report(RebuildResult now) {
    result = now;
    progress.accept(now);
  }

  private RebuildResult build() throws Exception {
    Generations generations = readModels.begin(model.name());
    removeFormer(generations.active());
    report(result.building(generations.building(), 0, 0));
    List<Generation> parts = new ArrayList<>();
    for (Listener listener : model.listeners()) {
      parts.add(generation(listener, generations.building()));
    }
    for (Generation part : parts) {
      part.open();
    }
    for (Generation part : parts) {
      part.backfill();
    }
    awaitCaughtUp(parts, generations.building());
    settings
        .transactions()
        .inOwn(
            () -> {
              readModels.switchTo(model.name(), generations.building());
              return null;
            });
    removeFormer(generations.building());
    return result.done(entries, 0);
  }

  private Generation generation(Listener listener, int number) {
    return new Generation(listener, number, publisher(listener), settings.transactions());
  }

  private PublisherRelay publisher(Listener listener) {
    String publisher = listener.type().module();
    return publishers
        .apply(publisher)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The log of the module %s, which %s listens to, is not in reach: this process has no data source of it."
                        .formatted(publisher, listener.subscription())));
  }

  /** New events arrive all the time, so that some may always be under way, but none for long. */
  private void awaitCaughtUp(List<Generation> parts, int generation)
      throws SQLException, InterruptedException {
    while (true) {
      long left = 0;
      long dead = 0;
      boolean isLate = false;
      for (Generation part : parts) {
        Generation.Left of = part.left();
        left += of.deliveries();
        dead += of.dead();
        isLate |= of.isLate();
      }
      entries = Math.max(entries, left);
      report(result.building(generation, left, entries));
      if (dead > 0) {
        throw new IllegalStateException(
            "%d events could not be delivered to generation %d and are dead letters: see their causes, replay them, and start the rebuild again to go on."
                .formatted(dead, generation));
      }
      if (!isLate) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  /**
   * Deletes what belongs to generations before this one: rows, inbox, subscriptions, deliveries.
   */
  private void removeFormer(int generation) throws Exception {
    TreeSet<Integer> former = new TreeSet<>();
    for (Listener listener : model.listeners()) {
      for (Subscription each : publisher(listener).subscriptions().all()) {
        if (each.name().equals(listener.subscription()) && each.generation() < generation) {
          former.add(each.generation());
        }
      }
    }
    for (int number : former) {
      while (drop(number) > 0) {
        // the next batch
      }
      for (Listener listener : model.listeners()) {
        generation(listener, number).remove();
        while (inbox.cleanUp(listener, number, DROP_BATCH) > 0) {
          // the next batch
        }
      }
    }
  }

  private int drop(int generation) throws Exception {
    Optional<RequestContextController> request = settings.requests().get();
    boolean isActivated = request.isPresent() && request.get().activate();
    try {
      return settings.transactions().inOwn(() -> model.bean().get().drop(generation, DROP_BATCH));
    } finally {
      if (isActivated) {
        request.get().deactivate();
      }
    }
  }
}
