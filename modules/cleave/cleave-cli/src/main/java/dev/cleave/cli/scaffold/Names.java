package dev.cleave.cli.scaffold;

import dev.cleave.cli.CommandFailed;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/**
 * What a new module and the thing it holds are called, in every spelling that its files need.
 *
 * @param module the module, such as {@code reviews}: its package, schema and folder
 * @param entity what it holds, such as {@code Review}: the beginning of its classes' names
 */
public record Names(String module, String entity) {

  /** Longer names would not fit the lines of the templates as the formatter wants them. */
  private static final Pattern MODULE = Pattern.compile("[a-z][a-z0-9]{1,19}");

  private static final Pattern ENTITY =
      Pattern.compile("(?=.{2,16}$)[A-Z][a-z0-9]+([A-Z][a-z0-9]+)*");

  /** They mean something else here: a role, a setting, a prefix of subscriptions, test schemas. */
  private static final Set<String> TAKEN_HERE =
      Set.of("owner", "offset", "export", "outside", "probe", "shop");

  /** Names of classes that the templates import. */
  private static final Set<String> IMPORTED =
      Set.of(
          "Creates",
          "Default",
          "Entity",
          "Event",
          "Id",
          "Inject",
          "List",
          "Max",
          "Min",
          "Module",
          "Operator",
          "Optional",
          "Page",
          "Path",
          "Pattern",
          "Problem",
          "Public",
          "Row",
          "Size",
          "Table",
          "Test",
          "Transactional",
          "Valid");

  /** Messages of the templates' methods. */
  private static final Set<String> MESSAGES =
      Set.of(
          "AddRequest",
          "AddResponse",
          "FindRequest",
          "FindResponse",
          "PageRequest",
          "PageResponse");

  /**
   * Checked names.
   *
   * @throws CommandFailed if one of them cannot be what it has to be, with the reason
   */
  public Names {
    if (!MODULE.matcher(module).matches()) {
      throw refused(module, "is 2 to 20 lower-case letters and digits, the first a letter");
    }
    if (SourceVersion.isKeyword(module)) {
      throw refused(module, "is a package too, and this is a word of Java");
    }
    if (ReservedWords.ofPostgresql().contains(module)) {
      throw refused(module, "is a schema too, and this is a reserved word of PostgreSQL");
    }
    if (TAKEN_HERE.contains(module) || isTaken(capitalised(module))) {
      throw refused(module, "has a name that means nothing else, and this one does");
    }
    if (!ENTITY.matcher(entity).matches()) {
      throw refusedEntity(entity, "is written like Review or ReturnLabel, in up to 16 letters");
    }
    if (isTaken(entity)) {
      throw refusedEntity(entity, "has a name that means nothing else in Java");
    }
    if (MESSAGES.contains(entity)) {
      throw refusedEntity(entity, "is a message of its .proto too, and this is one already");
    }
    if (ReservedWords.ofPostgresql().contains(snake(entity, "_"))) {
      throw refusedEntity(entity, "is a table too, and this is a reserved word of PostgreSQL");
    }
    if (entity.equals(capitalised(module))) {
      throw refusedEntity(entity, "has another name than the module");
    }
  }

  /** A module that holds what its name is the plural of, or entries. */
  public static Names of(String module) {
    if (!MODULE.matcher(module).matches()) {
      return new Names(module, "Entry");
    }
    return new Names(module, singular(capitalised(module)));
  }

  private static String singular(String plural) {
    if (plural.matches(".{2,}ies")) {
      return plural.substring(0, plural.length() - 3) + "y";
    }
    if (plural.matches(".+(ss|x|ch|sh)es")) {
      return plural.substring(0, plural.length() - 2);
    }
    if (plural.matches(".{2,}[^s]s")) {
      return plural.substring(0, plural.length() - 1);
    }
    return "Entry";
  }

  /** The name of the contract interface. */
  String contract() {
    return capitalised(module);
  }

  /** What stands for these names in templates, with their spelling. */
  Map<String, String> placeholders() {
    return new TreeMap<>(
        Map.of(
            "__module__", module,
            "__Contract__", contract(),
            "__Entity__", entity,
            "__entity-name__", snake(entity, "-"),
            "__entity words__", snake(entity, " "),
            "__entity_table__", snake(entity, "_")));
  }

  private static String snake(String camel, String between) {
    return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", between).toLowerCase(Locale.ROOT);
  }

  private static String capitalised(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static boolean isTaken(String type) {
    if (IMPORTED.contains(type)) {
      return true;
    }
    try {
      Class.forName("java.lang." + type, false, Names.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError free) {
      return false;
    }
  }

  private static CommandFailed refused(String name, String why) {
    return new CommandFailed(
        "no module can be called '%s': a module %s; choose another name".formatted(name, why));
  }

  private static CommandFailed refusedEntity(String name, String why) {
    return new CommandFailed(
        "what the module holds cannot be called '%s': it %s; choose with --entity"
            .formatted(name, why));
  }
}
