package dev.cleave.cli.report;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.postgres.DatabaseAddress;
import dev.cleave.cli.postgres.Migrations;
import dev.cleave.cli.postgres.Provisioning;
import dev.cleave.cli.report.Finding.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.api.FlywayException;

/** What a running database says about the modules' schemas; changes nothing in it. */
public final class Tables {
  private final DatabaseAddress address;
  private final String ownerPassword;

  /** Asks {@code address} as the owner of the schemas. */
  public Tables(DatabaseAddress address, String ownerPassword) {
    this.address = address;
    this.ownerPassword = ownerPassword;
  }

  /** The database is there, but does not answer what it is asked. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Tables and findings by module.
   *
   * @param war whose migrations the database should have had
   * @param scratch in which jars are unpacked for the time being
   */
  public Map<String, ModuleData> read(List<String> modules, Path war, Path scratch)
      throws IOException, Unreadable {
    Map<String, ModuleData> data = new TreeMap<>();
    try (Connection connection =
        DriverManager.getConnection(address.url(), Provisioning.OWNER, ownerPassword)) {
      Map<String, List<String>> pending =
          new Migrations(address, ownerPassword).pending(war, modules, scratch);
      for (String module : modules) {
        data.put(
            module, with(Schema.read(connection, module), pending.getOrDefault(module, List.of())));
      }
      return data;
    } catch (SQLException | FlywayException | CommandFailed failure) {
      throw new Unreadable(
          "The database at %s could not be asked: %s"
              .formatted(
                  address.url(), failure.getMessage().lines().findFirst().orElse("").strip()),
          failure);
    }
  }

  private static ModuleData with(ModuleData data, List<String> pending) {
    if (pending.isEmpty()) {
      return data;
    }
    List<Finding> findings = new ArrayList<>(data.findings());
    for (String script : pending) {
      findings.add(
          new Finding(
              Severity.BLOCKS,
              "the migration %s has not been applied".formatted(script),
              "schema " + data.schema(),
              "./cleave migrate"));
    }
    return new ModuleData(data.schema(), data.tables(), data.sequences(), findings);
  }
}
