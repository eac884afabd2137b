package dev.cleave.verify.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.verify.ArchitectureViolated;
import dev.cleave.verify.Rule;
import dev.cleave.verify.Violation;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One server; one database that keeps the rules and one that breaks each of them. */
class DatabaseCatalogueIT {
  private static EmbeddedPostgres server;
  private static Connection kept;
  private static Connection broken;
  private static List<Violation> violations;

  @BeforeAll
  static void start() throws Exception {
    server = EmbeddedPostgres.start();
    kept = database("kept");
    broken = database("broken");
    violations = broken().violations();
  }

  @AfterAll
  static void stop() throws Exception {
    kept.close();
    broken.close();
    server.close();
  }

  private static Connection database(String name) throws Exception {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    Connection connection = server.getDatabase("postgres", name).getConnection();
    try (InputStream script =
            DatabaseCatalogueIT.class.getResourceAsStream("/fixture/database/" + name + ".sql");
        Statement statement = connection.createStatement()) {
      statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
      statement.execute("reset role");
    }
    return connection;
  }

  private static DatabaseCatalogue kept() {
    return DatabaseCatalogue.of(kept)
        .ownedBy("kept_owner")
        .module("accounts", "accounts", "kept_accounts")
        .module("ordering", "ordering", "kept_ordering");
  }

  private static DatabaseCatalogue broken() {
    return DatabaseCatalogue.of(broken)
        .ownedBy("broken_owner")
        .module("accounts", "accounts", "broken_accounts")
        .module("ordering", "ordering", "broken_ordering")
        .module("root", "root", "broken_root")
        .module("empty", "empty", "broken_staff")
        .module("shipping");
  }

  @Test
  void modules_that_keep_to_their_schemas_pass() {
    assertThatCode(() -> kept().verify()).doesNotThrowAnyException();
  }

  @Test
  void all_violations_are_reported_together() {
    assertThatThrownBy(() -> broken().verify())
        .isInstanceOf(ArchitectureViolated.class)
        .hasMessageContaining(
            "violations in database broken (modules accounts, ordering, root, empty, shipping):");
  }

  @Test
  void every_rule_over_the_catalogue_is_broken() {
    assertThat(violations)
        .extracting(Violation::rule)
        .containsAll(EnumSet.range(Rule.DATABASE_OWNERSHIP, Rule.DATABASE_REPLICATION));
  }

  @Test
  void to_check_no_module_is_an_error() {
    assertThatThrownBy(() -> DatabaseCatalogue.of(kept).verify())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no module was named: nothing would be checked");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shipping: schema shipping | does not exist | used by role cleave_shipping",
        "shipping: role cleave_shipping | does not exist | owned by broken_owner",
        "empty: schema empty | has no table | run them before the check",
        "ordering: schema ordering | is owned by broken_ordering | owner broken_owner",
        "ordering: table ordering.orders | is owned by broken_ordering | owner broken_owner",
        "(all): table stray | lies in schema public, which belongs to no module | public stays empty",
      })
  void ownership_is_checked(String where, String what, String allowed) {
    assertOne(Rule.DATABASE_OWNERSHIP, where, what, allowed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "root: role broken_root | is a superuser | LOGIN alone",
        "ordering: role broken_ordering | is allowed to create databases | LOGIN alone",
        "ordering: role broken_ordering | is allowed to create roles | LOGIN alone",
        "ordering: role broken_ordering | is allowed to replicate | LOGIN alone",
        "ordering: role broken_ordering | is allowed to bypass row security | LOGIN alone",
        "ordering: role broken_ordering | is a member of role broken_staff | to its own role",
        "ordering: role broken_ordering | owns table ordering.orders | give it to broken_owner",
        "ordering: role broken_ordering | owns schema ordering | give it to broken_owner",
      })
  void the_role_is_checked(String where, String what, String allowed) {
    assertOne(Rule.DATABASE_ROLE, where, what, allowed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ordering: database broken | lets role broken_ordering create schemas | CONNECT alone",
        "accounts: database broken | lets role broken_accounts create temporary tables through PUBLIC"
            + " | revoke all on database",
        "ordering: schema accounts | lets role broken_ordering USAGE through PUBLIC"
            + " | USAGE on schema ordering alone",
        "ordering: schema accounts | lets role broken_ordering CREATE | USAGE on schema ordering",
        "ordering: schema ordering | lets role broken_ordering CREATE | USAGE on schema ordering",
        "accounts: schema public | lets role broken_accounts USAGE through PUBLIC | alone",
        "ordering: table accounts.users | lets role broken_ordering SELECT, INSERT | contract",
        "ordering: column id of table accounts.addresses | lets role broken_ordering SELECT"
            + " | not even a column",
        "ordering: sequence accounts.user_numbers | lets role broken_ordering USAGE | ordering",
        "ordering: function accounts.user_count() | EXECUTE it through PUBLIC | alter default",
        "ordering: table ordering.cache | lets role broken_ordering TRUNCATE, TRIGGER | DELETE",
        "ordering: table ordering.history | lets role broken_ordering SELECT WITH GRANT OPTION"
            + " | without GRANT OPTION",
      })
  void privileges_are_checked(String where, String what, String allowed) {
    assertOne(Rule.DATABASE_PRIVILEGES, where, what, allowed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "table ordering.orders | has the foreign key orders_customer_fkey to table accounts.users"
            + " | as a plain column",
        "view ordering.customers | reads table accounts.users | objects of schema ordering alone",
        "table ordering.orders | has the trigger noted with function accounts.note() | alone",
        "column id of table ordering.orders | has a default that uses sequence"
            + " accounts.user_numbers | alone",
        "function ordering.names() | names schema accounts in its body | alone",
        "function ordering.addresses() | uses table accounts.addresses | alone",
        "table ordering.staff | inherits from table accounts.users | alone",
        "column customer_name of table ordering.orders | has type accounts.name | types of",
      })
  void references_to_other_schemas_are_found(String where, String what, String allowed) {
    assertOne(Rule.DATABASE_REFERENCES, "ordering: " + where, what, allowed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ordering: table ordering.history | has no primary key | a primary key, which is",
        "ordering: table ordering.nowhere | has replica identity nothing | replica identity",
        "ordering: table ordering.cache | is unlogged | is emptied by a crash",
        "ordering: column document of table ordering.orders | has type oid, the handle | bytea",
        "(all): large object 4711 | is owned by postgres | do not move with a module",
      })
  void what_cannot_be_replicated_is_found(String where, String what, String allowed) {
    assertOne(Rule.DATABASE_REPLICATION, where, what, allowed);
  }

  @Test
  void privileges_of_a_superuser_are_not_listed_one_by_one() {
    assertThat(violations)
        .filteredOn(violation -> violation.module().equals("root"))
        .extracting(Violation::rule)
        .containsOnly(Rule.DATABASE_ROLE);
  }

  private static void assertOne(Rule rule, String where, String what, String allowed) {
    String report = String.join("\n", violations.stream().map(Violation::toString).toList());
    assertThat(violations)
        .filteredOn(violation -> violation.rule() == rule)
        .filteredOn(violation -> violation.toString().contains("module " + where))
        .filteredOn(violation -> violation.what().contains(what))
        .filteredOn(violation -> violation.allowed().contains(allowed))
        .as("[%s] %s %s (%s) among\n%s", rule.id(), where, what, allowed, report)
        .hasSize(1);
  }
}
