package dev.cleave.cli.move;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares the rows of both sides while they are changed. Each table is cut into buckets by its
 * key; a bucket whose number of rows and sum of hashes differ is looked at again after everything
 * written until then has arrived, until it was equal once. Rows that are changed so often that
 * theirs never is are locked for the moment it takes what was written of them to arrive.
 */
final class Comparison {

  private static final int BUCKETS = 64;
  private static final int ROUNDS = 4;
  private static final int AT_MOST = 10_000;
  private static final Duration ARRIVAL = Duration.ofSeconds(20);

  private final MovedSchema schema;
  private final Side source;
  private final Side target;
  private final Link link;

  Comparison(MovedSchema schema, Side source, Side target, Link link) {
    this.schema = schema;
    this.source = source;
    this.target = target;
    this.link = link;
  }

  /**
   * What was compared.
   *
   * @param rows of the source
   * @param differences one sentence per table that stays different
   */
  record Compared(int tables, long rows, List<String> differences) {}

  Compared run() throws SQLException, InterruptedException {
    long rows = 0;
    List<String> differences = new ArrayList<>();
    List<String> tables = schema.tables(source);
    for (String table : tables) {
      Set<Integer> open = null;
      for (int round = 0; round < ROUNDS && (open == null || !open.isEmpty()); round++) {
        link.awaitArrival(ARRIVAL);
        Map<Integer, String> here = buckets(source, table);
        Map<Integer, String> there = buckets(target, table);
        if (open == null) {
          open = new HashSet<>(here.keySet());
          open.addAll(there.keySet());
          rows += rows(here);
        }
        open.removeIf(
            bucket -> here.getOrDefault(bucket, "").equals(there.getOrDefault(bucket, "")));
      }
      if (!open.isEmpty()) {
        Set<String> rowsThatDiffer = rowsThatDiffer(table, open);
        if (!rowsThatDiffer.isEmpty()) {
          differences.add(
              "%s: %d rows differ, such as %s"
                  .formatted(table, rowsThatDiffer.size(), rowsThatDiffer.iterator().next()));
        }
      }
    }
    return new Compared(tables.size(), rows, differences);
  }

  /** Of the rows in the open buckets, those that differ also while nobody changes them. */
  private Set<String> rowsThatDiffer(String table, Set<Integer> open)
      throws SQLException, InterruptedException {
    String buckets = open.stream().map(String::valueOf).collect(Collectors.joining(", "));
    try (Connection from = source.connect();
        Connection to = target.connect()) {
      String key = key(from, table);
      String within = "hashtext(%s) & %d in (%s)".formatted(key, BUCKETS - 1, buckets);
      Set<String> keys = differing(rows(from, table, within), rows(to, table, within));
      if (keys.size() > AT_MOST || keys.isEmpty()) {
        return keys;
      }
      String wanted =
          "%s and %s in (%s)"
              .formatted(
                  within,
                  key,
                  keys.stream()
                      .map(text -> "'" + text.replace("'", "''") + "'")
                      .collect(Collectors.joining(", ")));
      from.setAutoCommit(false);
      try (Statement lock = from.createStatement()) {
        lock.execute("set local lock_timeout = '5s'");
        lock.execute(
            "select 1 from %s t where %s for share".formatted(schema.qualified(table), wanted));
      }
      link.awaitArrival(ARRIVAL);
      Set<String> different = differing(rows(from, table, wanted), rows(to, table, wanted));
      from.rollback();
      return different;
    }
  }

  private static Set<String> differing(Map<String, String> here, Map<String, String> there) {
    Set<String> keys = new TreeSet<>(here.keySet());
    keys.addAll(there.keySet());
    keys.removeIf(key -> here.getOrDefault(key, "").equals(there.getOrDefault(key, "")));
    return keys;
  }

  private Map<String, String> rows(Connection connection, String table, String condition)
      throws SQLException {
    Map<String, String> rows = new TreeMap<>();
    try (Statement select = connection.createStatement()) {
      settings(select);
      try (ResultSet found =
          select.executeQuery(
              "select %s, hashtextextended(row(%s)::text, 0)::text from %s t where %s"
                  .formatted(
                      key(connection, table),
                      columns(connection, table),
                      schema.qualified(table),
                      condition))) {
        while (found.next()) {
          rows.put(found.getString(1), found.getString(2));
        }
      }
    }
    return rows;
  }

  /** Values are compared as text, which must not depend on where they are. */
  private static void settings(Statement statement) throws SQLException {
    statement.execute("set timezone = 'UTC'");
    statement.execute("set extra_float_digits = 3");
  }

  private static long rows(Map<Integer, String> buckets) {
    return buckets.values().stream()
        .mapToLong(bucket -> Long.parseLong(bucket.substring(0, bucket.indexOf(' '))))
        .sum();
  }

  private Map<Integer, String> buckets(Side side, String table) throws SQLException {
    try (Connection connection = side.connect();
        Statement settings = connection.createStatement()) {
      settings(settings);
      String key = key(connection, table);
      Map<Integer, String> buckets = new TreeMap<>();
      try (PreparedStatement select =
              connection.prepareStatement(
                  "select hashtext(%s) & %d, count(*) || ' ' || sum(hashtextextended(row(%s)::text, 0)::numeric) from %s t group by 1"
                      .formatted(
                          key, BUCKETS - 1, columns(connection, table), schema.qualified(table)));
          ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          buckets.put(rows.getInt(1), rows.getString(2));
        }
      }
      return buckets;
    }
  }

  /** By name: the order of columns may differ after years of migrations. */
  private String columns(Connection connection, String table) throws SQLException {
    return Side.column(
            connection,
            "select attname from pg_attribute where attrelid = ?::regclass and attnum > 0 and not attisdropped order by attname",
            schema.qualified(table))
        .stream()
        .map(name -> "t.\"" + name + '"')
        .collect(Collectors.joining(", "));
  }

  private String key(Connection connection, String table) throws SQLException {
    List<String> columns =
        Side.column(
            connection,
            """
            select a.attname from pg_index i
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
            where i.indrelid = ?::regclass and i.indisprimary order by a.attname""",
            schema.qualified(table));
    return columns.isEmpty()
        ? "t::text"
        : columns.stream()
            .map(name -> "t.\"" + name + "\"::text")
            .collect(Collectors.joining(" || '/' || "));
  }
}
