package dev.cleave.cli.postgres;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the schemas of the modules to the state that a WAR needs, with the migrations that are in
 * that WAR. Each schema has two histories, for the toolkit's tables and for the module's own, so
 * that either can grow without the other.
 */
public final class Migrations {

  private static final String TOOLKIT = "cleave-runtime-";
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
   * @param directory where the jars with migrations are unpacked for the time being
   * @return how many migrations were applied
   */
  public int apply(Path war, List<String> modules, Path directory) throws IOException {
    FileTree.delete(directory);
    Files.createDirectories(directory);
    try {
      List<Path> jars = unpack(war, modules, directory);
      Path toolkit = find(jars, TOOLKIT, war);
      int applied = 0;
      for (String module : modules) {
        applied += migrate(toolkit, module, "cleave", "cleave_history");
        applied += migrate(find(jars, module + "-service-", war), module, module, "flyway_history");
      }
      return applied;
    } finally {
      FileTree.delete(directory);
    }
  }

  private int migrate(Path jar, String module, String folder, String history) throws IOException {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {url(jar)}, Migrations.class.getClassLoader())) {
      return Flyway.configure(loader)
          .dataSource(address.url(), Provisioning.OWNER, ownerPassword)
          .defaultSchema(module)
          .createSchemas(false)
          .table(history)
          .locations("classpath:db/migration/" + folder)
          .failOnMissingLocations(true)
          .validateMigrationNaming(true)
          // The schema is not empty for the second of the two histories.
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .load()
          .migrate()
          .migrationsExecuted;
    } catch (FlywayException failure) {
      throw new CommandFailed(
          "the schema %s could not be migrated (db/migration/%s in %s): %s"
              .formatted(
                  module,
                  folder,
                  jar.getFileName(),
                  failure.getMessage().strip().lines().findFirst().orElse("")),
          failure);
    }
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

  private static List<Path> unpack(Path war, List<String> modules, Path directory)
      throws IOException {
    List<Path> jars = new ArrayList<>();
    try (ZipFile archive = new ZipFile(war.toFile())) {
      for (ZipEntry entry : archive.stream().toList()) {
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        boolean wanted =
            name.startsWith(TOOLKIT)
                || modules.stream().anyMatch(module -> name.startsWith(module + "-service-"));
        if (entry.getName().startsWith("WEB-INF/lib/") && wanted) {
          Path jar = directory.resolve(name);
          try (InputStream content = archive.getInputStream(entry)) {
            Files.copy(content, jar, StandardCopyOption.REPLACE_EXISTING);
          }
          jars.add(jar);
        }
      }
    }
    return jars;
  }

  private static Path find(List<Path> jars, String prefix, Path war) {
    return jars.stream()
        .filter(jar -> jar.getFileName().toString().startsWith(prefix))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailed(
                    "%s has no WEB-INF/lib/%s*.jar, so its schema cannot be migrated"
                        .formatted(war, prefix)));
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
