package dev.cleave.verify;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SQL files of {@code db/migration/<module>}. They run as the owner of all schemas, so nothing
 * but this check holds them to their own.
 */
final class MigrationCheck implements Check {
  private static final Pattern COMMENT =
      Pattern.compile("--[^\\n]*|/\\*.*?\\*/|\\bcomment\\s+on\\b[^;]*;", Pattern.DOTALL);
  private static final Pattern GRANT =
      Pattern.compile("\\bgrant\\b[^;]*?\\bto\\s+([^;]+)", Pattern.CASE_INSENSITIVE);
  private static final Map<Pattern, String> REFUSED =
      Map.of(
          refused("(create|alter|drop)\\s+schema"),
          "the schema is made by the platform, before the first migration",
          refused("search_path"),
          "names without schema: the search path is set by the platform",
          refused(
              "(create|alter|drop)\\s+(role|user|database|extension|tablespace|publication"
                  + "|subscription|event\\s+trigger)"),
          "tables, sequences, views, functions and indexes of the module's schema",
          refused(
              "(create|alter|drop)\\s+(unique\\s+)?(table|index|view|sequence|function|trigger|type)"
                  + "\\s+(concurrently\\s+)?(if\\s+(not\\s+)?exists\\s+)?\"?cleave_\\w*"),
          "any name that does not begin with cleave_: those are the toolkit's, which makes them itself",
          refused("set\\s+(local\\s+|session\\s+)?(role|session\\s+authorization)"),
          "no change of role: migrations run as the owner",
          refused("owner\\s+to"),
          "no change of owner: the owner role owns what a migration makes");

  private final Resources resources;

  MigrationCheck(Resources resources) {
    this.resources = resources;
  }

  @Override
  public void check(Codebase code, ModuleCode module, Violations violations) {
    List<String> foreign = NativeSqlCheck.foreignSchemas(code, module);
    String folder = "db/migration/" + module.name();
    List<Resources.TextFile> files = resources.in(folder, ".sql");
    if (files.isEmpty() && !Entities.of(module).isEmpty()) {
      violations.add(
          Rule.MIGRATIONS,
          module.name(),
          folder,
          "",
          "has no SQL file on the class path, though the module has entities",
          "the module's migrations, such as V1__orders.sql, in the resources of its service");
    }
    for (Resources.TextFile file : files) {
      Script script = new Script(module, file.name(), blankComments(file.text()), violations);
      REFUSED.forEach(script::refuse);
      script.refuseGrants();
      script.refuseSchemas(foreign);
    }
  }

  private static Pattern refused(String words) {
    return Pattern.compile("\\b(" + words + ")\\b", Pattern.CASE_INSENSITIVE);
  }

  /** Keeps line breaks, so that lines can be counted. */
  private static String blankComments(String sql) {
    return COMMENT.matcher(sql).replaceAll(match -> match.group().replaceAll("[^\\n]", " "));
  }

  private record Script(ModuleCode module, String file, String sql, Violations violations) {
    void refuse(Pattern pattern, String allowed) {
      Matcher matcher = pattern.matcher(sql);
      while (matcher.find()) {
        add(
            Rule.MIGRATIONS,
            matcher.start(),
            "contains \"%s\"".formatted(matcher.group().replaceAll("\\s+", " ")),
            allowed);
      }
    }

    /** The module's role has the module's name in its own, such as {@code cleave_ordering}. */
    void refuseGrants() {
      Matcher matcher = GRANT.matcher(sql);
      while (matcher.find()) {
        for (String role : matcher.group(1).strip().split("\\s*,\\s*|\\s+")) {
          if (!role.equals(module.schema()) && !role.endsWith("_" + module.schema())) {
            add(
                Rule.MIGRATIONS,
                matcher.start(),
                "grants something to " + role,
                "no grants: the platform grants each module's role its own schema");
            break;
          }
        }
      }
    }

    void refuseSchemas(List<String> foreign) {
      int start = 0;
      for (String statement : sql.split(";", -1)) {
        for (SchemaReferences.Reference reference : SchemaReferences.find(statement, foreign)) {
          add(
              Rule.FOREIGN_SCHEMA,
              start + reference.offset(),
              "names " + reference.text(),
              "objects of schema %s, without naming it".formatted(module.schema()));
        }
        start += statement.length() + 1;
      }
    }

    private void add(Rule rule, int offset, String what, String allowed) {
      long line = sql.substring(0, offset).chars().filter(c -> c == '\n').count() + 1;
      String name = file.substring(file.lastIndexOf('/') + 1);
      violations.add(rule, module.name(), file, "(%s:%d)".formatted(name, line), what, allowed);
    }
  }
}
