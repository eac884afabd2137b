package dev.cleave.cli.move;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Everything that can be told beforehand to make a move impossible. */
public final class Preflight {

  private static final int OLDEST = 160_000;
  private static final double HEADROOM = 1.5;

  private final MovedSchema schema;
  private final Side source;

  /** Looks at {@code schema} where it is now. */
  public Preflight(MovedSchema schema, Side source) {
    this.schema = schema;
    this.source = source;
  }

  private record Question(String sql, String refusal) {}

  /** Each finds names of what must not be there; the refusal says why and what to do. */
  private static final List<Question> ABOUT_TABLES =
      List.of(
          new Question(
              """
              select c.relname from pg_class c
              where c.relnamespace = ?::regnamespace and c.relkind in ('r', 'p')
                and c.relname <> 'cleave_extraction'
                and not (c.relreplident = 'f'
                  or c.relreplident = 'd' and exists (
                    select from pg_index i where i.indrelid = c.oid and i.indisprimary)
                  or c.relreplident = 'i')""",
              "the table %s has no replica identity, so that updates of it cannot be followed: give it"
                  + " a primary key, or alter table … replica identity full"),
          new Question(
              """
              select c.relname from pg_class c
              where c.relnamespace = ?::regnamespace and c.relkind in ('r', 'p')
                and c.relpersistence = 'u'""",
              "the table %s is unlogged, so that its rows are not replicated: alter table … set logged"),
          new Question(
              """
              select c.relname || '.' || a.attname from pg_class c
              join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
              where c.relnamespace = ?::regnamespace and c.relkind in ('r', 'p')
                and a.atttypid in ('oid'::regtype, 'lo'::regtype::oid)""",
              "the column %s refers to large objects, which are not replicated: store them as bytea"),
          new Question(
              """
              select c.relname || ' (' || k.conname || ')' from pg_constraint k
              join pg_class c on c.oid = k.conrelid join pg_class r on r.oid = k.confrelid
              where k.contype = 'f' and c.relnamespace = ?::regnamespace
                and r.relnamespace <> c.relnamespace""",
              "the table %s refers to a table of another schema, which stays: drop that foreign key"),
          new Question(
              """
              select c.relname || ' (' || k.conname || ')' from pg_constraint k
              join pg_class c on c.oid = k.conrelid join pg_class r on r.oid = k.confrelid
              where k.contype = 'f' and r.relnamespace = ?::regnamespace
                and r.relnamespace <> c.relnamespace""",
              "the table %s of another schema refers to this one: drop that foreign key"),
          new Question(
              """
              select t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid
              where c.relnamespace = ?::regnamespace and not t.tgisinternal
                and t.tgenabled in ('A', 'R')""",
              "the trigger %s fires for replicated rows too, and would do its work twice: alter table …"
                  + " enable trigger (without always or replica)"));

  /** What stands in the way; empty when nothing does. */
  public List<String> refusals() throws SQLException {
    List<String> refusals = new ArrayList<>(server(source));
    try (Connection connection = source.connect()) {
      for (Question question : ABOUT_TABLES) {
        String sql =
            hasType(connection, "lo")
                ? question.sql()
                : question.sql().replace(", 'lo'::regtype::oid", "");
        for (String found : Side.column(connection, sql, schema.name())) {
          refusals.add(question.refusal().formatted(schema.name() + "." + found));
        }
      }
    }
    if (schema.tables(source).isEmpty()) {
      refusals.add("the schema %s has no tables".formatted(schema.name()));
    }
    return refusals;
  }

  private static boolean hasType(Connection connection, String type) throws SQLException {
    return !Side.column(connection, "select 1 from pg_type where typname = ?", type).isEmpty();
  }

  /** What a server must be able to do, on either side: the way back replicates too. */
  static List<String> server(Side side) throws SQLException {
    List<String> refusals = new ArrayList<>();
    try (Connection connection = side.connect()) {
      if (Integer.parseInt(show(connection, "server_version_num")) < OLDEST) {
        refusals.add(
            "the %s database is PostgreSQL %s; following changes both ways needs 16 or newer"
                .formatted(side.name(), show(connection, "server_version")));
      }
      if (!show(connection, "wal_level").equals("logical")) {
        refusals.add(
            "the %s database has wal_level = %s: set it to logical and restart it"
                .formatted(side.name(), show(connection, "wal_level")));
      }
      if (Side.column(
              connection, "select 1 from pg_roles where rolname = current_user and rolsuper")
          .isEmpty()) {
        refusals.add(
            "%s is no superuser of the %s database: it must replicate, and end sessions"
                .formatted(side.user(), side.name()));
      }
      if (Side.column(
              connection,
              "select 1 where (select count(*) from pg_replication_slots) + 2 <="
                  + " current_setting('max_replication_slots')::int")
          .isEmpty()) {
        refusals.add(
            "the %s database has no replication slot left: raise max_replication_slots"
                .formatted(side.name()));
      }
    }
    return refusals;
  }

  private static String show(Connection connection, String setting) throws SQLException {
    return Side.column(connection, "show " + setting).get(0);
  }

  /** How many bytes the target should have free: the tables with their indexes, and some room. */
  public long bytesNeeded() throws SQLException {
    String bytes =
        source
            .column(
                """
                select coalesce(sum(pg_total_relation_size(c.oid)), 0) from pg_class c
                where c.relnamespace = ?::regnamespace and c.relkind = 'r'""",
                schema.name())
            .get(0);
    return (long) (Long.parseLong(bytes) * HEADROOM);
  }

  /**
   * What of {@code target} does not fit: rows that would be mixed with those that move, or another
   * structure.
   */
  public List<String> refusalsOf(Side target) throws SQLException {
    List<String> refusals = new ArrayList<>(server(target));
    List<String> here = structure(source);
    List<String> there = structure(target);
    for (String column : here) {
      if (!there.contains(column)) {
        refusals.add("the target lacks the column %s: migrate it".formatted(column));
      }
    }
    for (String column : there) {
      if (!here.contains(column)) {
        refusals.add(
            "the target has the column %s, which the source lacks: a migration is pending at one of them"
                .formatted(column));
      }
    }
    return refusals;
  }

  /** The tables of {@code target} that have rows. */
  public List<String> filledTables(Side target) throws SQLException {
    List<String> filled = new ArrayList<>();
    for (String table : schema.tables(target)) {
      if (target.has("select 1 from " + schema.qualified(table) + " limit 1")) {
        filled.add(table);
      }
    }
    return filled;
  }

  private List<String> structure(Side side) throws SQLException {
    return side.column(
        """
        select format('%s.%s %s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
          case when a.attnotnull then ' not null' else '' end)
        from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = ?::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0
          and not a.attisdropped and c.relname <> 'cleave_extraction'
        order by 1""",
        schema.name());
  }
}
