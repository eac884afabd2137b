package dev.cleave.runtime.event;

import dev.cleave.runtime.Once;
import dev.cleave.runtime.config.CleaveConfig;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The databases of the modules; looked up at first use, for a server may define them late. */
final class Databases {
  /** Finds the data source of a module. */
  @FunctionalInterface
  interface Lookup {
    /** Finds it, or fails with what to do about it. */
    DataSource dataSource(String module);
  }

  private final Lookup lookup;
  private final Map<String, Database> known = new ConcurrentHashMap<>();

  Databases(Lookup lookup) {
    this.lookup = lookup;
  }

  static Databases ofThisServer(CleaveConfig config) {
    return new Databases(
        module -> {
          String name = config.dataSource(module);
          try {
            return InitialContext.doLookup(name);
          } catch (NamingException | ClassCastException e) {
            throw new IllegalStateException(
                ("The module %s has no data source %s, so its events cannot be kept: define it, or"
                        + " name another one in cleave.data-source.%s.")
                    .formatted(module, name, module),
                e);
          }
        });
  }

  Database of(String module) {
    return known.computeIfAbsent(
        module, m -> new Database(m, new Once<>(() -> lookup.dataSource(m))));
  }

  /** Whether the module's data source is in this process, as far as one can tell now. */
  boolean has(String module) {
    try {
      return of(module).dataSource().get() != null;
    } catch (IllegalStateException e) {
      return false;
    }
  }
}
