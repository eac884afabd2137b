package dev.cleave.runtime.call;

import dev.cleave.CommandInProgress;
import dev.cleave.IdempotencyKeyReused;
import dev.cleave.runtime.Once;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * The table {@code cleave_inbox} of one module: which commands were handled under which key, and
 * their results. Every method runs in the transaction that is open on the thread.
 */
final class Inbox {
  private static final String CLAIM =
      """
      insert into cleave_inbox (idempotency_key, method, request_hash, state, claimed_until)
      values (?, ?, ?, 'STARTED', now() + ? * interval '1 millisecond')
      on conflict do nothing""";
  private static final String FIND =
      """
      select method, request_hash, state, result, claimed_until > now()
      from cleave_inbox where idempotency_key = ? for update""";
  private static final String TAKE_OVER =
      """
      update cleave_inbox set claimed_until = now() + ? * interval '1 millisecond'
      where idempotency_key = ?""";
  private static final String COMPLETE =
      """
      update cleave_inbox set state = 'DONE', claimed_until = null, result = ?
      where idempotency_key = ?""";
  private static final String RELEASE =
      "update cleave_inbox set claimed_until = now() where idempotency_key = ? and state = 'STARTED'";
  private static final String FORGET =
      "delete from cleave_inbox where idempotency_key = ? and state = 'STARTED'";
  private static final String CLEAN_UP =
      """
      delete from cleave_inbox where idempotency_key in (
        select idempotency_key from cleave_inbox
        where created_at < now() - ? * interval '1 second' limit ? for update skip locked)""";

  private final Supplier<DataSource> dataSource;

  Inbox(Supplier<DataSource> dataSource) {
    this.dataSource = new Once<>(dataSource);
  }

  /** The result of a command that was already handled; {@code json} is {@code null} for void. */
  record Stored(String json) {}

  /**
   * Claims the key for this command. A concurrent holder of the same key is waited for if it is in
   * a transaction, and reported as in progress if it is an orchestrating command.
   *
   * @param claim how long an orchestrating command may hold the key before a repeat resumes it
   * @return the stored result if the command was already handled
   * @throws IdempotencyKeyReused if the key was used for another request
   * @throws CommandInProgress if the same command holds the key right now
   */
  Optional<Stored> claim(String key, String method, byte[] hash, Duration claim)
      throws SQLException {
    try (Connection connection = dataSource.get().getConnection()) {
      try (PreparedStatement insert = connection.prepareStatement(CLAIM)) {
        insert.setString(1, key);
        insert.setString(2, method);
        insert.setBytes(3, hash);
        insert.setLong(4, claim.toMillis());
        if (insert.executeUpdate() == 1) {
          return Optional.empty();
        }
      }
      return existing(connection, key, method, hash, claim);
    }
  }

  private static Optional<Stored> existing(
      Connection connection, String key, String method, byte[] hash, Duration claim)
      throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(FIND)) {
      find.setString(1, key);
      try (ResultSet row = find.executeQuery()) {
        if (!row.next()) {
          // deleted between the two statements: the command under this key has just been refused
          throw new CommandInProgress(
              "The command under idempotency key \"%s\" has just ended; repeat it.".formatted(key));
        }
        if (!row.getString(1).equals(method) || !Arrays.equals(row.getBytes(2), hash)) {
          throw new IdempotencyKeyReused(
              ("The idempotency key \"%s\" was already used for another request (%s): use a new key"
                      + " for a new request, and the same body to repeat one.")
                  .formatted(key, row.getString(1)));
        }
        if (row.getString(3).equals("DONE")) {
          return Optional.of(new Stored(row.getString(4)));
        }
        if (row.getBoolean(5)) {
          throw new CommandInProgress(
              "%s under idempotency key \"%s\" is being executed; repeat it in a moment for its result."
                  .formatted(method, key));
        }
      }
    }
    try (PreparedStatement update = connection.prepareStatement(TAKE_OVER)) {
      update.setLong(1, claim.toMillis());
      update.setString(2, key);
      update.executeUpdate();
    }
    return Optional.empty();
  }

  void complete(String key, String json) throws SQLException {
    try (Connection connection = dataSource.get().getConnection();
        PreparedStatement update = connection.prepareStatement(COMPLETE)) {
      update.setString(1, json);
      update.setString(2, key);
      if (update.executeUpdate() != 1) {
        throw new SQLException("The inbox row of \"" + key + "\" is gone");
      }
    }
  }

  /** Lets a repeat resume the command at once. */
  void release(String key) throws SQLException {
    update(RELEASE, key);
  }

  /** The command was refused and changed nothing: its key is free again. */
  void forget(String key) throws SQLException {
    update(FORGET, key);
  }

  private void update(String sql, String key) throws SQLException {
    try (Connection connection = dataSource.get().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, key);
      statement.executeUpdate();
    }
  }

  /** Deletes a batch of results older than the retention; returns how many. */
  int cleanUp(Duration retention, int batch) throws SQLException {
    try (Connection connection = dataSource.get().getConnection();
        PreparedStatement delete = connection.prepareStatement(CLEAN_UP)) {
      delete.setLong(1, retention.toSeconds());
      delete.setInt(2, batch);
      return delete.executeUpdate();
    }
  }
}
