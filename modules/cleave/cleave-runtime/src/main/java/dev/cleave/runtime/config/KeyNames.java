package dev.cleave.runtime.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is wrong with the names of {@code cleave.*} keys, whatever their values. */
final class KeyNames {
  private static final List<ConfigKey> OF_MODULES =
      List.of(
          ConfigKey.ROUTE,
          ConfigKey.ENDPOINT,
          ConfigKey.BALANCER,
          ConfigKey.LISTENERS,
          ConfigKey.SERVE,
          ConfigKey.STANDBY,
          ConfigKey.HOLD,
          ConfigKey.DATA_SOURCE,
          ConfigKey.RATE_LIMIT_OF_MODULE);

  private KeyNames() {}

  /** Keys that the toolkit does not read, and modules that do not exist. */
  static List<String> problems(Set<String> names, Set<String> modules) {
    return names.stream()
        .flatMap(name -> ConfigKey.complaint(name).or(() -> unknownModule(name, modules)).stream())
        .toList();
  }

  private static Optional<String> unknownModule(String name, Set<String> modules) {
    for (ConfigKey key : OF_MODULES) {
      if (name.startsWith(key.key())) {
        String module = module(key, name.substring(key.key().length()));
        if (!modules.contains(module)) {
          return Optional.of(complaint(name, module, modules));
        }
      }
    }
    return Optional.empty();
  }

  private static String module(ConfigKey key, String rest) {
    return key == ConfigKey.ENDPOINT
        ? rest.replaceFirst("\\.(?:rest|grpc)(\\.[a-z][a-z0-9-]*)?$", "")
        : rest;
  }

  private static String complaint(String name, String module, Set<String> modules) {
    return "\"%s\" names the unknown module \"%s\"; the modules here are %s%s."
        .formatted(
            name,
            module,
            String.join(", ", new TreeSet<>(modules)),
            Nearest.to(module, modules)
                .map(nearest -> " (did you mean \"%s\"?)".formatted(nearest))
                .orElse(""));
  }
}
