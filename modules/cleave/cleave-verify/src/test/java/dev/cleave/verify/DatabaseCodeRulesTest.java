package dev.cleave.verify;

import static dev.cleave.verify.Fixtures.assertOne;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseCodeRulesTest {
  private static final List<String> FOREIGN = List.of("accounts");

  @Test
  void entities_live_in_persistence_and_relate_to_their_own_module() {
    List<Violation> violations = violations(Rule.ENTITIES);

    assertOne(
        violations,
        "ordering.domain.Draft",
        "is mapped to the database outside persistence",
        "an entity in dev.cleave.verify.fixture.entities.ordering.persistence");
    assertOne(
        violations,
        "OrderEntity customer",
        "accounts.persistence.UserEntity of module accounts",
        "the id of the other module's object, as a plain column");
    assertOne(violations, "OrderEntity watchers", "accounts.persistence.UserEntity");
    assertThat(violations).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OrderEntity | has @Table(schema = \"sales\") | the search path of the module's role",
        "OrderEntity tags | has @CollectionTable(schema = \"accounts\") | no schema",
        "UnlistedEntity (UnlistedEntity.java) | names \"accounts\".users in the SQL \"select * from"
            + " | through its contract",
        "SqlOrders (SqlOrders.java) | names accounts.users in the SQL | tables of schema ordering",
        "V1__orders.sql (V1__orders.sql:6) | names accounts.users | objects of schema ordering",
        "V1__orders.sql (V1__orders.sql:14) | names accounts.users | objects of schema ordering",
        "V1__orders.sql (V1__orders.sql:16) | names public.stray | without naming it",
      })
  void foreign_schemas_are_found_in_mappings_code_and_migrations(
      String where, String what, String allowed) {
    assertOne(
        violations(Rule.FOREIGN_SCHEMA), "module ordering", where, what, "allowed: ", allowed);
  }

  @Test
  void each_foreign_schema_is_reported_once() {
    assertThat(violations(Rule.FOREIGN_SCHEMA)).hasSize(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "does not list [dev.cleave.verify.fixture.entities.ordering.persistence.UnlistedEntity]"
            + " | a <class> element for each entity",
        "entities.accounts.persistence.UserEntity of module accounts"
            + " | classes of dev.cleave.verify.fixture.entities.ordering.persistence",
        "lists dev.cleave.verify.fixture.entities.ordering.domain.Draft | classes of",
        "takes classes or mappings from [META-INF/orm.xml] | <class> elements",
        "uses the JTA data source \"jdbc/accounts\" | <jta-data-source>jdbc/ordering",
        "sets hibernate.default_schema to \"accounts\" | no such property",
      })
  void a_persistence_unit_holds_its_module_alone(String what, String allowed) {
    assertOne(
        violations(Rule.PERSISTENCE_UNIT),
        "module ordering: META-INF/persistence.xml unit \"ordering\"",
        what,
        "allowed: " + allowed);
  }

  @Test
  void entities_without_a_unit_of_their_module_are_reported() {
    List<Violation> violations = violations(Rule.PERSISTENCE_UNIT);

    assertOne(
        violations,
        "module accounts",
        "has 0 persistence units called accounts; units found: [ordering]");
    assertOne(
        violations,
        "module accounts",
        "is a unit that names entities of module accounts",
        "them in the unit \"accounts\" alone");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(V1__orders.sql:1) | contains \"create schema\" | the schema is made by the platform",
        "(V1__orders.sql:2) | contains \"search_path\" | names without schema",
        "(V1__orders.sql:8) | grants something to cleave_accounts | no grants",
        "(V1__orders.sql:9) | contains \"owner to\" | no change of owner",
        "(V1__orders.sql:10) | contains \"set local role\" | no change of role",
        "(V1__orders.sql:11) | contains \"create extension\" | tables, sequences, views",
        "(V1__orders.sql:17) | contains \"create unique index if not exists cleave_orders\""
            + " | any name that does not begin with cleave_",
      })
  void a_migration_stays_inside_its_schema(String where, String what, String allowed) {
    assertOne(
        violations(Rule.MIGRATIONS),
        "module ordering: db/migration/ordering/V1__orders.sql " + where,
        what,
        "allowed: " + allowed);
  }

  @Test
  void entities_without_a_migration_are_reported() {
    assertOne(
        violations(Rule.MIGRATIONS),
        "module accounts: db/migration/accounts",
        "has no SQL file on the class path",
        "in the resources of its service");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from accounts.users",
        "SELECT * FROM \"accounts\" . \"users\"",
        "select 1 from orders, accounts.users",
        "select nextval('accounts.users_id_seq')",
        "select accounts.name_of(1)",
        "delete from accounts.users",
        "update accounts.users set name = ''",
      })
  void a_qualified_name_is_found(String sql) {
    assertThat(SchemaReferences.looksLikeSql(sql)).isTrue();
    assertThat(SchemaReferences.find(sql, FOREIGN)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select accounts.id from ordering_accounts accounts",
        "select accounts.id from accounts",
        "select new dev.cleave.shop.accounts.User(u.id) from UserEntity u",
        "select my_accounts.id from my_accounts",
        "select 'see https://accounts.example'",
      })
  void what_only_looks_like_one_is_not(String sql) {
    assertThat(SchemaReferences.find(sql, FOREIGN)).isEmpty();
  }

  private static List<Violation> violations(Rule rule) {
    return Fixtures.violations("entities", rule);
  }
}
