package dev.cleave.runtime.guard;

import dev.cleave.runtime.config.Nearest;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The keys of MicroProfile Fault Tolerance that are set now; a method's win over its class's. */
record PolicyKeys(Map<String, String> values) {
  private static final String NON_FALLBACK = "MP_Fault_Tolerance_NonFallback_Enabled";
  private static final Set<String> POLICIES =
      Set.of("Retry", "Timeout", "CircuitBreaker", "Bulkhead", "RateLimit", "Fallback");

  PolicyKeys {
    values = Map.copyOf(values);
  }

  /** For what a key or an annotation is written. */
  enum Level {
    METHOD,
    CLASS,
    ALL
  }

  /** A key that is set. */
  record Key(String name, String value, Level level) {
    IllegalArgumentException refused(String remedy) {
      return new IllegalArgumentException("%s = \"%s\": write %s.".formatted(name, value, remedy));
    }
  }

  /** Whether a key of the configuration may be one of these. */
  static boolean isOne(String name) {
    if (name.equals(NON_FALLBACK)) {
      return true;
    }
    int parameter = name.lastIndexOf('/');
    return parameter > 0
        && POLICIES.contains(name.substring(name.lastIndexOf('/', parameter - 1) + 1, parameter));
  }

  /** Keys that name a contract of the application and nothing that can be set for it. */
  List<String> unknown(Collection<ContractModel> contracts) {
    List<String> problems = new ArrayList<>();
    for (String name : new TreeSet<>(values.keySet())) {
      if (name.equals(NON_FALLBACK)) {
        continue;
      }
      String[] parts = name.split("/", -1);
      String policy = parts[parts.length - 2];
      String parameter = parts[parts.length - 1];
      List<String> known = Policies.parameters(policy);
      if (!known.contains(parameter)) {
        problems.add(
            "Unknown configuration key \"%s\": %s has no %s, but %s."
                .formatted(name, policy, parameter, String.join(", ", known)));
      } else if (parts.length > 2) {
        unknownTarget(name, parts, contracts).ifPresent(problems::add);
      }
    }
    return problems;
  }

  private static Optional<String> unknownTarget(
      String name, String[] parts, Collection<ContractModel> contracts) {
    Optional<ContractModel> contract =
        contracts.stream().filter(c -> c.type().getName().equals(parts[0])).findFirst();
    if (contract.isEmpty() || parts.length == 3) {
      return Optional.empty(); // of another user of MicroProfile Fault Tolerance
    }
    List<String> methods =
        contract.get().methods().stream().map(m -> m.method().getName()).toList();
    return parts.length == 4 && methods.contains(parts[1])
        ? Optional.empty()
        : Optional.of(
            "Unknown configuration key \"%s\": %s has no method \"%s\"%s."
                .formatted(
                    name,
                    parts[0],
                    parts[1],
                    Nearest.to(parts[1], methods)
                        .map(nearest -> " (did you mean \"%s\"?)".formatted(nearest))
                        .orElse("")));
  }

  /** The key that counts for a parameter of a policy of the method, if any is set. */
  Optional<Key> find(ContractMethod method, String policy, String parameter) {
    String type = method.contract().type().getName();
    String tail = policy + "/" + parameter;
    return key(type + "/" + method.method().getName() + "/" + tail, Level.METHOD)
        .or(() -> key(type + "/" + tail, Level.CLASS))
        .or(() -> key(tail, Level.ALL));
  }

  private Optional<Key> key(String name, Level level) {
    String value = values.get(name);
    return value == null ? Optional.empty() : Optional.of(new Key(name, value.trim(), level));
  }

  /**
   * Whether the policy applies to the method.
   *
   * @throws IllegalArgumentException if a key says neither yes nor no
   */
  boolean isOn(ContractMethod method, String policy) {
    Optional<Key> own = find(method, policy, "enabled");
    return own.map(PolicyKeys::isTrue)
        .orElseGet(
            () ->
                policy.equals("Fallback")
                    || key(NON_FALLBACK, Level.ALL).map(PolicyKeys::isTrue).orElse(true));
  }

  private static boolean isTrue(Key key) {
    return switch (key.value()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw key.refused("true or false");
    };
  }

  /** Whether the method has a key of its own for the policy, or its class has. */
  Optional<Level> mostSpecific(ContractMethod method, String policy) {
    String type = method.contract().type().getName() + "/";
    if (hasAny(type + method.method().getName() + "/" + policy + "/")) {
      return Optional.of(Level.METHOD);
    }
    return hasAny(type + policy + "/") ? Optional.of(Level.CLASS) : Optional.empty();
  }

  private boolean hasAny(String prefix) {
    return values.keySet().stream()
        .anyMatch(name -> name.startsWith(prefix) && !name.endsWith("/enabled"));
  }
}
