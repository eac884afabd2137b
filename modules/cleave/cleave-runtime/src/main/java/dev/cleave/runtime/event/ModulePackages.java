package dev.cleave.runtime.event;

import dev.cleave.runtime.contract.ContractModel;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** To which module a class belongs: the one whose contract's package is nearest above its own. */
public final class ModulePackages {
  private final Map<String, String> modules = new TreeMap<>();

  private ModulePackages() {}

  public static ModulePackages of(Collection<ContractModel> contracts) {
    ModulePackages packages = new ModulePackages();
    contracts.forEach(c -> packages.modules.put(c.type().getPackageName(), c.module()));
    return packages;
  }

  public Optional<String> moduleOf(Class<?> type) {
    String name = type.getPackageName();
    while (true) {
      String module = modules.get(name);
      if (module != null) {
        return Optional.of(module);
      }
      int dot = name.lastIndexOf('.');
      if (dot < 0) {
        return Optional.empty();
      }
      name = name.substring(0, dot);
    }
  }
}
