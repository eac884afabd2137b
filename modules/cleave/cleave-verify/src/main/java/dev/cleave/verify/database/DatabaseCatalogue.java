package dev.cleave.verify.database;

import dev.cleave.verify.ArchitectureViolated;
import dev.cleave.verify.Rule;
import dev.cleave.verify.Violation;
import dev.cleave.verify.Violations;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Checks the modules' schemas and roles in a running PostgreSQL (14 or later) against its own
 * catalogue:
 *
 * <pre>{@code
 * DatabaseCatalogue.of(connection).ownedBy("cleave_owner").module("accounts").module("ordering").verify();
 * }</pre>
 *
 * <p>It reads system catalogues only, which any role may do, and leaves the connection open.
 */
public final class DatabaseCatalogue {
  private static final Pattern PARAMETER = Pattern.compile("(?<!:):(schemas|schema|role|owner)\\b");
  private static final String WHOLE = "(all)";

  private final Connection connection;
  private final String owner;
  private final List<ModuleSchema> modules;

  private DatabaseCatalogue(Connection connection, String owner, List<ModuleSchema> modules) {
    this.connection = connection;
    this.owner = owner;
    this.modules = modules;
  }

  /**
   * The database to which the connection leads; owner role {@code cleave_owner}, no modules yet.
   */
  public static DatabaseCatalogue of(Connection connection) {
    return new DatabaseCatalogue(connection, "cleave_owner", List.of());
  }

  /** With the role that owns schemas and tables, and runs the migrations. */
  public DatabaseCatalogue ownedBy(String role) {
    return new DatabaseCatalogue(connection, role, modules);
  }

  /**
   * With a module by convention: the schema has its name (hyphens as underscores), the role is
   * {@code cleave_<schema>}.
   */
  public DatabaseCatalogue module(String name) {
    String schema = name.replace('-', '_');
    return module(name, schema, "cleave_" + schema);
  }

  /** With a module that has another schema or role. Name all modules of the database. */
  public DatabaseCatalogue module(String name, String schema, String role) {
    List<ModuleSchema> more = new ArrayList<>(modules);
    more.add(new ModuleSchema(name, schema, role));
    return new DatabaseCatalogue(connection, owner, more);
  }

  /**
   * All violations, by module, then rule, then object.
   *
   * @throws IllegalStateException if no module was named
   */
  public List<Violation> violations() throws SQLException {
    if (modules.isEmpty()) {
      throw new IllegalStateException("no module was named: nothing would be checked");
    }
    Violations violations = new Violations();
    for (ModuleSchema module : modules) {
      if (exists(module, violations)) {
        for (List<CatalogueRule> rules :
            List.of(OwnershipRules.ALL, RoleRules.ALL, ReferenceRules.ALL)) {
          for (CatalogueRule rule : rules) {
            check(module, rule, violations);
          }
        }
      }
    }
    for (CatalogueRule rule : OwnershipRules.STRAY) {
      check(new ModuleSchema(WHOLE, "", ""), rule, violations);
    }
    return violations.sorted();
  }

  /**
   * @throws ArchitectureViolated with all violations, if there is one
   * @throws IllegalStateException if no module was named
   */
  public void verify() throws SQLException {
    ArchitectureViolated.throwIfAny(
        "database %s (modules %s)"
            .formatted(
                connection.getCatalog(),
                String.join(", ", modules.stream().map(ModuleSchema::module).toList())),
        violations());
  }

  private boolean exists(ModuleSchema module, Violations violations) throws SQLException {
    String sql =
        """
        select 'schema ' || :schema, 'does not exist' where to_regnamespace(:schema) is null
        union all
        select 'role ' || r, 'does not exist' from unnest(array[:role, :owner]) r
        where to_regrole(r) is null
        """;
    Violations missing = new Violations();
    check(
        module,
        new CatalogueRule(
            Rule.DATABASE_OWNERSHIP, sql, "schema :schema, used by role :role, owned by :owner"),
        missing);
    missing
        .sorted()
        .forEach(v -> violations.add(v.rule(), v.module(), v.type(), "", v.what(), v.allowed()));
    return missing.sorted().isEmpty();
  }

  private void check(ModuleSchema module, CatalogueRule rule, Violations violations)
      throws SQLException {
    List<String> names =
        PARAMETER.matcher(rule.sql()).results().map(match -> match.group(1)).toList();
    String sql = PARAMETER.matcher(rule.sql()).replaceAll(DatabaseCatalogue::placeholder);
    String allowed =
        PARAMETER.matcher(rule.allowed()).replaceAll(match -> text(match.group(1), module));
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < names.size(); i++) {
        if (names.get(i).equals("schemas")) {
          statement.setArray(i + 1, schemas());
        } else {
          statement.setString(i + 1, text(names.get(i), module));
        }
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          violations.add(
              rule.rule(), module.module(), rows.getString(1), "", rows.getString(2), allowed);
        }
      }
    }
  }

  private static String placeholder(MatchResult parameter) {
    return parameter.group(1).equals("schemas") ? "?::text[]" : "?::text";
  }

  private String text(String parameter, ModuleSchema module) {
    return switch (parameter) {
      case "schema" -> module.schema();
      case "role" -> module.role();
      default -> owner;
    };
  }

  private Array schemas() throws SQLException {
    return connection.createArrayOf(
        "text", modules.stream().map(ModuleSchema::schema).toArray(String[]::new));
  }
}
