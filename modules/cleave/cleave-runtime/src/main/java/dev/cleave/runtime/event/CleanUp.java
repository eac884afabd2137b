package dev.cleave.runtime.event;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** Deletes what nobody needs any more, in small batches; one module failing stops no other. */
final class CleanUp {
  private static final Logger LOG = System.getLogger(CleanUp.class.getName());
  private static final int BATCH = 500;

  private final Collection<PublisherRelay> publishers;
  private final Collection<ReceivedEvents> inboxes;
  private final Optional<Duration> logRetention;
  private final Duration inboxRetention;

  CleanUp(
      Collection<PublisherRelay> publishers,
      Collection<ReceivedEvents> inboxes,
      Optional<Duration> logRetention,
      Duration inboxRetention) {
    this.publishers = publishers;
    this.inboxes = inboxes;
    this.logRetention = logRetention;
    this.inboxRetention = inboxRetention;
  }

  private interface Batch {
    int delete() throws SQLException;
  }

  void run() {
    logRetention.ifPresent(
        retention ->
            publishers.forEach(
                publisher ->
                    all(
                        "log",
                        publisher.database().module(),
                        () -> publisher.log().cleanUp(retention, BATCH))));
    inboxes.forEach(
        inbox -> all("inbox", inbox.module(), () -> inbox.cleanUp(inboxRetention, BATCH)));
  }

  private static void all(String what, String module, Batch batch) {
    try {
      while (batch.delete() > 0) {
        // there may be more, also behind one that must stay
      }
    } catch (SQLException | RuntimeException e) {
      LOG.log(
          Level.WARNING,
          "clean-up of events failed {0} module={1}: {2}",
          what,
          module,
          e.toString());
    }
  }
}
