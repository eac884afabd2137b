package dev.cleave.shop;

import dev.cleave.cli.FileTree;
import dev.cleave.cli.Secrets;
import dev.cleave.cli.build.Repository;
import dev.cleave.cli.postgres.DatabaseAddress;
import dev.cleave.cli.postgres.EmbeddedPostgres;
import dev.cleave.cli.postgres.Migrations;
import dev.cleave.cli.postgres.PostgresBinaries;
import dev.cleave.cli.postgres.Provisioning;
import dev.cleave.cli.process.Undo;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.postgresql.ds.PGSimpleDataSource;

/** The shop's database, started once for all tests and stopped when the JVM ends. */
public final class ShopDatabase {
  /** All modules of the shop: those that the folders of the repository say there are. */
  public static final List<String> MODULES = new Repository(repository()).modules();

  private static final ShopDatabase INSTANCE = start();

  private final DatabaseAddress address;
  private final Secrets secrets;
  private final Map<String, EntityManagerFactory> factories = new ConcurrentHashMap<>();

  private ShopDatabase(DatabaseAddress address, Secrets secrets) {
    this.address = address;
    this.secrets = secrets;
  }

  /** Something done in one transaction. */
  @FunctionalInterface
  public interface Work<T> {
    T in(EntityManager em) throws Exception;
  }

  /** Commits the work in a transaction of the module's role, or rolls it back if it fails. */
  public static <T> T inTransaction(String module, Work<T> work) throws Exception {
    EntityManagerFactory factory =
        INSTANCE.factories.computeIfAbsent(module, unit -> INSTANCE.factory(unit, Map.of()));
    EntityManager em = factory.createEntityManager();
    try {
      em.getTransaction().begin();
      T result = work.in(em);
      em.getTransaction().commit();
      return result;
    } finally {
      if (em.getTransaction().isActive()) {
        em.getTransaction().rollback();
      }
      em.close();
    }
  }

  /** Where the database is; other databases on its server have the same roles. */
  public static DatabaseAddress address() {
    return INSTANCE.address;
  }

  /** The passwords of the roles. */
  public static Secrets secrets() {
    return INSTANCE.secrets;
  }

  /** Compares the module's mapping with its tables. */
  public static void validateMapping(String module) {
    INSTANCE
        .factory(
            module,
            Map.of(
                "hibernate.hbm2ddl.auto",
                "validate",
                "hibernate.boot.allow_jdbc_metadata_access",
                "true"))
        .close();
  }

  /** A connection with the rights of the module's role; to be closed by the caller. */
  public static Connection connection(String module) throws SQLException, IOException {
    return DriverManager.getConnection(
        INSTANCE.address.url(), Provisioning.role(module), INSTANCE.secrets.modulePassword(module));
  }

  /** The unit of the service jar, only without a server that provides data source and JTA. */
  private EntityManagerFactory factory(String module, Map<String, String> more) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(address.url());
    dataSource.setUser(Provisioning.role(module));
    try {
      dataSource.setPassword(secrets.modulePassword(module));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Map<String, Object> settings = new HashMap<>(more);
    settings.put("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
    settings.put("jakarta.persistence.jtaDataSource", dataSource);
    settings.put("jakarta.persistence.nonJtaDataSource", dataSource);
    return Persistence.createEntityManagerFactory(module, settings);
  }

  private static ShopDatabase start() {
    try {
      Path target = Path.of(System.getProperty("war")).getParent();
      Path work = target.resolve("database");
      FileTree.delete(work);
      Files.createDirectories(work);
      PostgresBinaries binaries = new PostgresBinaries(target.resolve("postgresql"));
      binaries.unpack();
      Secrets secrets = new Secrets(work.resolve("secrets"));
      EmbeddedPostgres server =
          new EmbeddedPostgres(binaries, work.resolve("data"), work.resolve("postgres.log"));
      // Never closed: it stops the server when the JVM ends.
      Undo undo = new Undo(() -> {});
      server.initialise(secrets.superuserPassword(), undo);
      int port = server.start(freePort(), undo).port();
      DatabaseAddress address = new DatabaseAddress("localhost", port, "cleave");
      new Provisioning(address, "postgres", secrets.superuserPassword(), secrets)
          .provision(MODULES);
      new Migrations(address, secrets.ownerPassword())
          .apply(Path.of(System.getProperty("war")), MODULES, work.resolve("migrations"));
      return new ShopDatabase(address, secrets);
    } catch (IOException e) {
      throw new IllegalStateException("the database could not be started", e);
    }
  }

  private static Path repository() {
    return Path.of(System.getProperty("war")).resolve("../../../..").normalize();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
