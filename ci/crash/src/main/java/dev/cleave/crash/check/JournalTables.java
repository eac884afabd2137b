package dev.cleave.crash.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Puts the journal beside the tables of the modules, so that SQL can compare them. */
final class JournalTables {

  private static final String TABLES =
      """
      create schema if not exists crash;
      create table if not exists crash.journal (
        line integer primary key,
        what text not null,
        key text not null,
        content jsonb not null
      );
      create index if not exists journal_key on crash.journal (key);
      create or replace view crash.command as
        select s.key, s.content->>'kind' as kind, s.content->>'path' as path, s.content->'body' as body,
               a.content->'answer' as answer, a.line is not null as is_answered,
               exists (select from crash.journal r where r.key = s.key and r.what = 'refused') as is_refused
        from (select distinct on (key) * from crash.journal where what = 'sent' order by key, line) s
        left join (select distinct on (key) * from crash.journal where what = 'answered' order by key, line) a
          on a.key = s.key;
      create or replace view crash.placed as
        select key, case when kind = 'ORDER' then (answer->>'id')::uuid end as id, (body->>'customer')::int as customer, body->'lines' as lines
        from crash.command where kind = 'ORDER' and is_answered;
      create or replace view crash.owed as
        select o.id, o.customer, o.status, o.freight + sum(l.amount) as due
        from ordering.orders o join ordering.order_line l on l.order_id = o.id group by o.id;
      """;

  private JournalTables() {}

  /** Adds those lines of the file that are not there yet, in the transaction that may be open. */
  static void load(Connection database, Path journal) throws SQLException, IOException {
    boolean isOwnTransaction = database.getAutoCommit();
    database.setAutoCommit(false);
    try (Statement statement = database.createStatement()) {
      statement.execute(TABLES);
    }
    List<String> lines = Files.readAllLines(journal, StandardCharsets.UTF_8);
    String insert =
        """
        insert into crash.journal
        select l.line, l.content->>'what', l.content->>'key', l.content
        from (select ? as line, ?::jsonb as content) l
        """;
    try (PreparedStatement statement = database.prepareStatement(insert)) {
      for (int line = count(database); line < lines.size(); line++) {
        statement.setInt(1, line);
        statement.setString(2, lines.get(line));
        statement.addBatch();
      }
      statement.executeBatch();
    }
    try (Statement statement = database.createStatement()) {
      statement.execute("analyze crash.journal");
    }
    if (isOwnTransaction) {
      database.commit();
      database.setAutoCommit(true);
    }
  }

  private static int count(Connection database) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("select count(*) from crash.journal")) {
      row.next();
      return row.getInt(1);
    }
  }
}
