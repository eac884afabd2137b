package dev.cleave.cli.postgres;

import dev.cleave.cli.FileTree;
import dev.cleave.cli.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Brings one database to the state that a set of WARs needs: roles, schemas, grants, tables. */
public final class Schemas {

  private final DatabaseAddress address;
  private final Provisioning provisioning;
  private final Secrets secrets;
  private final Path scratch;

  /**
   * The schemas in {@code address}.
   *
   * @param provisioning sets up that database
   * @param scratch a folder for jars, deleted again
   */
  public Schemas(
      DatabaseAddress address, Provisioning provisioning, Secrets secrets, Path scratch) {
    this.address = address;
    this.provisioning = provisioning;
    this.secrets = secrets;
    this.scratch = scratch;
  }

  /**
   * Does what is missing.
   *
   * @return how many migrations were applied, or empty when nothing had to be looked at
   */
  public OptionalInt bringUpToDate(List<Path> wars, List<String> modules) throws IOException {
    Stamp needed = Stamp.needed(wars, modules, passwords(modules));
    Stamp present = readStamp();
    if (present.covers(needed)) {
      return OptionalInt.empty();
    }
    provisioning.provision(modules);
    Migrations migrations = new Migrations(address, secrets.ownerPassword());
    int applied = 0;
    try {
      for (Path war : wars) {
        applied += migrations.apply(war, modules, scratch);
      }
    } finally {
      FileTree.delete(scratch);
    }
    writeStamp(present.plus(needed));
    return OptionalInt.of(applied);
  }

  private List<String> passwords(List<String> modules) throws IOException {
    List<String> passwords = new ArrayList<>();
    passwords.add(secrets.ownerPassword());
    for (String module : modules) {
      passwords.add(secrets.modulePassword(module));
    }
    return passwords;
  }

  private Stamp readStamp() throws IOException {
    String query =
        "select shobj_description(oid, 'pg_database') from pg_database where datname = current_database()";
    try (Connection database = connect();
        Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return Stamp.parse(rows.getString(1));
    } catch (SQLException notSetUpYet) {
      return Stamp.parse(null);
    }
  }

  private void writeStamp(Stamp stamp) throws IOException {
    try (Connection database = connect();
        Statement statement = database.createStatement()) {
      statement.execute("comment on database \"%s\" is '%s'".formatted(address.name(), stamp));
    } catch (SQLException failure) {
      throw new IOException("the database could not be stamped: " + failure.getMessage(), failure);
    }
  }

  private Connection connect() throws SQLException, IOException {
    return DriverManager.getConnection(address.url(), Provisioning.OWNER, secrets.ownerPassword());
  }
}
