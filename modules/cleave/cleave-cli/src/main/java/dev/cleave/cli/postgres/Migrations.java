package dev.cleave.cli.postgres;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.FileTree;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/**
 * Brings the schemas of the modules to the state that a WAR needs, with the migrations that are in
 * that WAR. Each schema has two histories, for the toolkit's tables and for the module's own, so
 * that either can grow without the other.
 */
public final class Migrations {

  private static final String TOOLKIT = "cleave-runtime-";
  private static final String SERVICE = "-service-";
  private static final String TOOLKIT_HISTORY = "cleave_history";
  private static final String MODULE_HISTORY = "flyway_history";

  /** Held here, because a logger that nobody holds forgets its level. */
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  static {
    FLYWAY.setLevel(Level.WARNING);
  }

  private final DatabaseAddress address;
  private final String ownerPassword;

  /** Migrates {@code address} as the owner of the schemas. */
  public Migrations(DatabaseAddress address, String ownerPassword) {
    this.address = address;
    this.ownerPassword = ownerPassword;
  }

  /**
   * Applies what is missing for the modules whose service is in {@code war}.
   *
   * @param modules all there are
   * @param directory in which the jars with migrations are unpacked for the time being
   * @return how many migrations were applied
   */
  public int apply(Path war, List<String> modules, Path directory) throws IOException {
    Files.createDirectories(directory);
    // A JVM keeps jars open by their path, so no path is used twice.
    Path own = Files.createTempDirectory(directory, "war-");
    try {
      List<Path> jars = WarLibraries.unpack(war, own, name -> isWanted(name, modules));
      Path toolkit = toolkit(war, jars);
      int applied = 0;
      for (Path service : jars) {
        if (!service.equals(toolkit)) {
          applied += migrate(toolkit, service);
        }
      }
      return applied;
    } finally {
      FileTree.delete(own);
    }
  }

  /**
   * Applies what is missing for one module whose own migrations are in a folder, not in a jar.
   *
   * @param war with the toolkit's migrations
   * @param scratch in which the toolkit's jar is unpacked for the time being
   */
  public void apply(Path war, String module, Path folder, Path scratch) throws IOException {
    Files.createDirectories(scratch);
    Path own = Files.createTempDirectory(scratch, "war-");
    try {
      Path toolkit = toolkit(war, WarLibraries.unpack(war, own, name -> name.startsWith(TOOLKIT)));
      migrate(toolkit, module, "cleave", TOOLKIT_HISTORY);
      migrate(
          Migrations.class.getClassLoader(),
          module,
          "filesystem:" + folder,
          MODULE_HISTORY,
          folder);
      protectHistories(module);
    } finally {
      FileTree.delete(own);
    }
  }

  /**
   * The migrations in {@code war} that the database has not had yet, by module; those of the
   * toolkit count for each.
   *
   * @param directory in which the jars are unpacked for the time being
   */
  public Map<String, List<String>> pending(Path war, List<String> modules, Path directory)
      throws IOException {
    Files.createDirectories(directory);
    Path own = Files.createTempDirectory(directory, "war-");
    try {
      List<Path> jars = WarLibraries.unpack(war, own, name -> isWanted(name, modules));
      Path toolkit = toolkit(war, jars);
      Map<String, List<String>> pending = new TreeMap<>();
      for (Path service : jars) {
        if (!service.equals(toolkit)) {
          String module = moduleOf(service);
          List<String> scripts = new ArrayList<>();
          scripts.addAll(pending(toolkit, module, "cleave", TOOLKIT_HISTORY));
          scripts.addAll(pending(service, module, module, MODULE_HISTORY));
          pending.put(module, scripts);
        }
      }
      return pending;
    } finally {
      FileTree.delete(own);
    }
  }

  private List<String> pending(Path jar, String module, String folder, String history)
      throws IOException {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {url(jar)}, Migrations.class.getClassLoader())) {
      return Stream.of(
              flyway(loader, module, "classpath:db/migration/" + folder, history).info().pending())
          .map(MigrationInfo::getScript)
          .toList();
    }
  }

  private static Path toolkit(Path war, List<Path> jars) {
    return jars.stream()
        .filter(jar -> jar.getFileName().toString().startsWith(TOOLKIT))
        .findFirst()
        .orElseThrow(() -> new CommandFailed(war + " has no jar " + TOOLKIT + "*"));
  }

  /** Whether a jar of that name has migrations. */
  static boolean isWanted(String jar, List<String> modules) {
    return jar.startsWith(TOOLKIT)
        || modules.stream().anyMatch(module -> jar.startsWith(module + SERVICE));
  }

  private int migrate(Path toolkit, Path service) throws IOException {
    String module = moduleOf(service);
    int applied =
        migrate(toolkit, module, "cleave", TOOLKIT_HISTORY)
            + migrate(service, module, module, MODULE_HISTORY);
    if (applied > 0) {
      protectHistories(module);
    }
    return applied;
  }

  private static String moduleOf(Path service) {
    String name = service.getFileName().toString();
    return name.substring(0, name.indexOf(SERVICE));
  }

  private int migrate(Path jar, String module, String folder, String history) throws IOException {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {url(jar)}, Migrations.class.getClassLoader())) {
      return migrate(loader, module, "classpath:db/migration/" + folder, history, jar);
    }
  }

  private int migrate(
      ClassLoader loader, String module, String location, String history, Path origin) {
    try {
      return flyway(loader, module, location, history).migrate().migrationsExecuted;
    } catch (FlywayException failure) {
      throw new CommandFailed(
          "the schema %s could not be migrated (%s in %s): %s"
              .formatted(
                  module,
                  location.substring(location.indexOf(':') + 1),
                  origin.getFileName(),
                  oneLine(failure.getMessage())),
          failure);
    }
  }

  private Flyway flyway(ClassLoader loader, String module, String location, String history) {
    return Flyway.configure(loader)
        .dataSource(address.url(), Provisioning.OWNER, ownerPassword)
        .defaultSchema(module)
        .createSchemas(false)
        .table(history)
        .locations(location)
        .failOnMissingLocations(true)
        .validateMigrationNaming(true)
        // The schema is not empty for the second of the two histories.
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load();
  }

  /** A module may write to all of its tables but to the record of what they are. */
  private void protectHistories(String module) {
    try (Connection database =
            DriverManager.getConnection(address.url(), Provisioning.OWNER, ownerPassword);
        Statement statement = database.createStatement()) {
      statement.execute(
          "revoke insert, update, delete on %1$s.%2$s, %1$s.%3$s from %4$s"
              .formatted(module, TOOLKIT_HISTORY, MODULE_HISTORY, Provisioning.role(module)));
    } catch (SQLException failure) {
      throw new CommandFailed(
          "the migration histories could not be protected: " + failure.getMessage(), failure);
    }
  }

  /** Flyway draws boxes around its messages; here they must fit one line. */
  private static String oneLine(String message) {
    return message
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.matches("-+"))
        .collect(Collectors.joining("; "));
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
