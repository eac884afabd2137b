package dev.cleave.runtime.call;

import dev.cleave.runtime.Once;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.standby.Duties;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.ElementType;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The contracts whose implementation is deployed in this process. */
public final class ContractServers {
  private static final Logger LOG = System.getLogger(ContractServers.class.getName());
  private static final int CLEAN_UP_BATCH = 500;

  private final CleaveConfig config;
  private final Transactions transactions;
  private final dev.cleave.runtime.call.Validation validation;
  private final Duties duties;
  private final Map<Class<?>, ContractServer> servers = new LinkedHashMap<>();

  public ContractServers(CleaveConfig config, Transactions transactions) {
    this(config, transactions, ContractServers::platformValidator);
  }

  ContractServers(CleaveConfig config, Transactions transactions, Supplier<Validator> validator) {
    this.config = config;
    this.transactions = transactions;
    this.duties = new Duties(config);
    this.validation = new dev.cleave.runtime.call.Validation(new Once<>(validator));
  }

  private static Validator platformValidator() {
    try {
      return validatorOfValues(InitialContext.doLookup("java:comp/ValidatorFactory"));
    } catch (NamingException e) {
      return validatorOfValues(Validation.buildDefaultValidatorFactory());
    }
  }

  /**
   * A validator that looks at everything. By default it would ask the persistence providers of each
   * value whether that is loaded, and Liberty searches the class path for providers each time; what
   * a contract takes is no entity.
   */
  static Validator validatorOfValues(ValidatorFactory factory) {
    return factory.usingContext().traversableResolver(new Everything()).getValidator();
  }

  private static final class Everything implements TraversableResolver {
    @Override
    public boolean isReachable(
        Object value, Path.Node property, Class<?> root, Path path, ElementType type) {
      return true;
    }

    @Override
    public boolean isCascadable(
        Object value, Path.Node property, Class<?> root, Path path, ElementType type) {
      return true;
    }
  }

  /** Adds a contract; its data source is looked up at the first command. */
  public void add(
      ContractModel contract, Class<?> implementationType, Supplier<Object> implementation) {
    Inbox inbox = new Inbox(() -> dataSource(contract.module()));
    servers.put(
        contract.type(),
        new ContractServer(
            contract,
            implementationType,
            implementation,
            transactions,
            inbox,
            validation,
            duties.of(contract.module())));
  }

  /**
   * The data source of a module.
   *
   * @throws IllegalStateException if the server has none under the configured name
   */
  public DataSource dataSource(String module) {
    String jndiName = config.dataSource(module);
    try {
      return InitialContext.doLookup(jndiName);
    } catch (NamingException e) {
      throw new IllegalStateException(
          ("The module %s has no data source %s, so its work cannot be recorded: define it, or"
                  + " name another one in cleave.data-source.%s.")
              .formatted(module, jndiName, module),
          e);
    }
  }

  /** What this process does for each module. */
  public Duties duties() {
    return duties;
  }

  /**
   * Waits until the module's data source gives connections that work: those it kept from before the
   * module was moved away were ended by the database.
   *
   * @return whether one came in time
   */
  public boolean awaitDataSource(String module, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    do {
      try (Connection connection = dataSource(module).getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("select 1");
        return true;
      } catch (SQLException e) {
        LOG.log(Level.DEBUG, "{0} has no usable connection yet: {1}", module, e.toString());
      }
    } while (System.nanoTime() - end < 0);
    return false;
  }

  public Optional<ContractServer> server(Class<?> contract) {
    return Optional.ofNullable(servers.get(contract));
  }

  /** Those of one module. */
  public List<ContractServer> ofModule(String module) {
    return servers.values().stream().filter(s -> s.contract().module().equals(module)).toList();
  }

  /** What constraints a value violates, each with its place in the value. */
  public Set<String> violations(Object value) {
    return validation.violations(value);
  }

  public boolean hasModule(String module) {
    return servers.values().stream().anyMatch(s -> s.contract().module().equals(module));
  }

  /**
   * Deletes what no repeat can ask for any more, in small batches; one module failing stops no
   * other.
   */
  public void cleanUpInboxes() {
    for (ContractServer server : servers.values()) {
      if (duties.of(server.contract().module()).standsBy()) {
        continue;
      }
      try {
        while (server.cleanUpInbox(config.inboxRetention(), CLEAN_UP_BATCH) == CLEAN_UP_BATCH) {
          // a full batch: there may be more
        }
      } catch (Exception e) {
        LOG.log(
            Level.WARNING, "inbox clean-up failed module={0}: {1}", server.contract().module(), e);
      }
    }
  }
}
