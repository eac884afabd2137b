package dev.cleave.runtime.standby;

import dev.cleave.runtime.config.CleaveConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The duties of this process towards all modules, as {@code cleave.standby.<module>} says; changed
 * while it runs. Thread-safe.
 */
public final class Duties {
  private static final Logger LOG = System.getLogger(Duties.class.getName());

  private final CleaveConfig config;
  private final Map<String, Duty> duties = new ConcurrentHashMap<>();

  /** Reads a duty when it is first asked for, and again at each {@link #refresh}. */
  public Duties(CleaveConfig config) {
    this.config = config;
  }

  /** The duty towards a module; always the same object. */
  public Duty of(String module) {
    return duties.computeIfAbsent(
        module,
        name -> {
          Duty duty = new Duty(name);
          duty.standBy(config.standsBy(name));
          return duty;
        });
  }

  /** Brings every duty to what the configuration wishes. */
  public void refresh() {
    duties.forEach(
        (module, duty) -> {
          boolean wished = config.standsBy(module);
          if (wished != duty.standsBy()) {
            duty.standBy(wished);
            LOG.log(Level.INFO, "standby module={0} {1}", module, wished);
          }
        });
  }

  /** The modules that this process stands by for. */
  public Set<String> standingBy() {
    return duties.entrySet().stream()
        .filter(duty -> duty.getValue().standsBy())
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
