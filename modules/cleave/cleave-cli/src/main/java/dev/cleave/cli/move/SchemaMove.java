package dev.cleave.cli.move;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.Progress;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The move of one schema from one database to another, and the way back. Copy and follow; compare;
 * then, while nobody works with the schema, shut the role out at the one side, wait for the last
 * change, hand over the sequences, and let the role in at the other side, from where the first one
 * follows from then on. Every method may be repeated after a crash.
 */
public final class SchemaMove implements AutoCloseable {

  private final MovedSchema schema;
  private final Side from;
  private final Side to;
  private final Link forward;
  private final Link backward;
  private final DatabaseFence fenceFrom;
  private final DatabaseFence fenceTo;
  private Connection connectionFrom;
  private Connection connectionTo;

  /** The move of {@code schema}; nothing has been done yet. */
  public SchemaMove(MovedSchema schema, Side from, Side to) {
    this.schema = schema;
    this.from = from;
    this.to = to;
    this.forward = new Link(schema, from, to);
    this.backward = new Link(schema, to, from);
    this.fenceFrom = new DatabaseFence(schema, from);
    this.fenceTo = new DatabaseFence(schema, to);
  }

  /** Something that may not be cut short kept the sides from changing. */
  public static final class Busy extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what did not end. */
    public Busy(String message) {
      super(message);
    }

    Busy(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** What was copied. */
  public record Copied(long rows, long bytes, long millis) {}

  /** What was compared. */
  public record Compared(int tables, long rows, long millis) {}

  private interface Work<T> {
    T run() throws SQLException, IOException, InterruptedException, DatabaseFence.Busy;
  }

  private <T> T doing(String what, Work<T> work) throws InterruptedException {
    try {
      return work.run();
    } catch (SQLException | IOException | DatabaseFence.Busy failure) {
      throw new CommandFailed(
          "%s of the schema %s failed, the running system is untouched: %s"
              .formatted(what, schema.name(), failure.getMessage()),
          failure);
    }
  }

  /**
   * Returns if the schema can be moved.
   *
   * @throws CommandFailed with everything that stands in the way
   */
  public void requireMovable() throws InterruptedException {
    refuse(doing("the examination", () -> new Preflight(schema, from).refusals()));
  }

  /** How many bytes the target should have free. */
  public long bytesNeeded() throws InterruptedException {
    return doing("the examination", () -> new Preflight(schema, from).bytesNeeded());
  }

  private void refuse(List<String> refusals) {
    if (!refusals.isEmpty()) {
      throw new CommandFailed(
          "the schema %s cannot be moved: %s"
              .formatted(schema.name(), String.join("; ", refusals)));
    }
  }

  /** Whether the target follows already. */
  public boolean isFollowing() throws InterruptedException {
    return doing("the examination", forward::isSubscribed);
  }

  /**
   * Copies what is there and follows what is changed from then on.
   *
   * @param bytesPerSecond at most; 0 is no limit
   * @throws CommandFailed when the target has rows that are not of this move, or another structure;
   *     what was begun is taken back
   */
  public Copied copy(long bytesPerSecond, Progress progress) throws InterruptedException {
    Preflight preflight = new Preflight(schema, from);
    refuse(doing("the examination", () -> preflight.refusalsOf(to)));
    long begin = System.nanoTime();
    boolean isOurs =
        doing(
            "the examination",
            () ->
                from.has("select 1 from pg_replication_slots where slot_name = ?", forward.slot()));
    List<String> filled = doing("the examination", () -> preflight.filledTables(to));
    if (!filled.isEmpty() && !isOurs) {
      throw new CommandFailed(
          "the target has rows already, in %s: it must be empty, and is left as it is"
              .formatted(String.join(", ", filled)));
    }
    SchemaCopy copy =
        new SchemaCopy(
            schema,
            from,
            to,
            bytesPerSecond,
            (table, rows, bytes, isComplete) -> tell(progress, table, rows, bytes, isComplete));
    try {
      SchemaCopy.Copied copied =
          doing(
              "the copy",
              () -> {
                forward.cut(); // of an attempt that was broken off
                empty();
                fenceTo.close(Duration.ofSeconds(1));
                forward.publish();
                SchemaCopy.Copied all = copy.run(forward.slot());
                forward.subscribe();
                return all;
              });
      return new Copied(copied.rows(), copied.bytes(), millisSince(begin));
    } catch (RuntimeException failed) {
      forget();
      throw failed;
    }
  }

  private static void tell(
      Progress progress, String table, long rows, long bytes, boolean isComplete) {
    if (!isComplete || bytes > 1_000_000) {
      progress.say(
          "%s %s: %d rows, %.1f MB"
              .formatted(isComplete ? "copied" : "copying", table, rows, bytes / 1e6));
    }
  }

  private void empty() throws SQLException {
    String tables =
        schema.tables(to).stream().map(schema::qualified).collect(Collectors.joining(", "));
    // triggers that keep a table append-only have no say in what was never in use
    to.execute("set session_replication_role = replica", "truncate " + tables);
  }

  /** After a failure: no slot may keep the source's log for a target that does not come. */
  private void forget() throws InterruptedException {
    try {
      forward.cut();
    } catch (SQLException unreachable) {
      try {
        forward.cutSource();
      } catch (SQLException e) {
        unreachable.addSuppressed(e);
      }
    }
  }

  private static long millisSince(long begin) {
    return (System.nanoTime() - begin) / 1_000_000;
  }

  /**
   * Waits until all that was committed until now has arrived.
   *
   * @return how long it took, in milliseconds
   * @throws CommandFailed when it has not within {@code patience}
   */
  public long catchUp(Duration patience) throws InterruptedException {
    return doing("the following", () -> forward.awaitArrival(patience)).toMillis();
  }

  /**
   * Compares all rows while they are changed.
   *
   * @throws CommandFailed when some stay different
   */
  public Compared compare() throws InterruptedException {
    long begin = System.nanoTime();
    Comparison.Compared compared =
        doing("the comparison", () -> new Comparison(schema, from, to, forward).run());
    if (!compared.differences().isEmpty()) {
      throw new CommandFailed(
          "the two databases do not hold the same: %s; the running system is untouched"
              .formatted(String.join("; ", compared.differences())));
    }
    return new Compared(compared.tables(), compared.rows(), millisSince(begin));
  }

  /** Lets the side that is left follow the other one from its first change on. */
  public void prepareWayBack() throws InterruptedException {
    doing(
        "the preparation of the way back",
        () -> {
          backward.publish();
          backward.keepChanges();
          backward.subscribe();
          return null;
        });
  }

  /** Transactions of the module that are open for longer than {@code length}. */
  public List<String> longTransactions(Duration length) throws InterruptedException {
    return doing("the examination", () -> fenceFrom.longTransactions(length));
  }

  /**
   * Shuts the role out where it worked, waits for the last change, and hands over the sequences.
   *
   * @param patience for everything together
   * @throws Busy when something does not end in time; then {@link #takeBack} is due
   */
  public void handOver(Duration patience, boolean withFence, boolean withSequences)
      throws Busy, InterruptedException {
    makeReady();
    long end = System.nanoTime() + patience.toNanos();
    try {
      if (withFence) {
        fenceFrom.close(connectionFrom, Duration.ofNanos(Math.max(end - System.nanoTime(), 0)));
        forward.awaitArrival(
            connectionFrom, connectionTo, Duration.ofNanos(Math.max(end - System.nanoTime(), 0)));
      }
      if (withSequences) {
        new SequenceCopy(schema).run(connectionFrom, connectionTo);
      }
      if (System.nanoTime() - end > 0) {
        throw new Busy("the databases took longer than they may");
      }
    } catch (DatabaseFence.Busy | Link.FallsBehind | SQLException late) {
      throw new Busy(late.getMessage(), late);
    }
  }

  /** Lets the role in where it worked before: the sides do not change. */
  public void takeBack() throws InterruptedException {
    doing(
        "the return",
        () -> {
          if (fenceFrom.isClosed()) {
            fenceFrom.open();
          }
          return null;
        });
  }

  /** Lets the role read where the rows follow. */
  public void openForReading() throws InterruptedException {
    doing(
        "the rehearsal",
        () -> {
          fenceTo.openForReading();
          return null;
        });
  }

  /** Lets the role in where it works from now on. */
  public void open() throws InterruptedException {
    makeReady();
    doing(
        "the opening",
        () -> {
          fenceTo.open(connectionTo);
          return null;
        });
  }

  /** Connects to both sides, so that nobody has to wait for that later. */
  public void makeReady() throws InterruptedException {
    doing(
        "the connection to both sides",
        () -> {
          if (connectionFrom == null || !connectionFrom.isValid(1)) {
            connectionFrom = from.connect();
          }
          if (connectionTo == null || !connectionTo.isValid(1)) {
            connectionTo = to.connect();
          }
          return null;
        });
  }

  @Override
  public void close() {
    for (Connection connection : new Connection[] {connectionFrom, connectionTo}) {
      try {
        if (connection != null) {
          connection.close();
        }
      } catch (SQLException harmless) {
        // it is not used any more
      }
    }
  }

  /** Forgets, at the new side, what was handled already; for tests that must notice. */
  public void forgetInbox() throws InterruptedException {
    doing(
        "the sabotage",
        () -> {
          to.execute(
              "truncate %s, %s"
                  .formatted(
                      schema.qualified("cleave_inbox"), schema.qualified("cleave_received")));
          return null;
        });
  }

  /** Ends the replication to the new side, which is no longer needed there. */
  public void cutForward() throws InterruptedException {
    doing(
        "the end of following",
        () -> {
          forward.cut();
          return null;
        });
  }

  /** Ends all replication between the two; what is at the new side is of no use any more. */
  public void abandon() throws InterruptedException {
    doing(
        "the end of following",
        () -> {
          forward.cut();
          backward.cut();
          from.execute("drop table if exists " + schema.qualified(MovedSchema.MARKER));
          return null;
        });
  }
}
