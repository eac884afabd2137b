package dev.cleave.runtime.guard;

import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.guard.Policies.Breaking;
import dev.cleave.runtime.guard.Policies.Rate;
import dev.cleave.runtime.guard.Policies.Scoped;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The guards of all calls that one module gets over one way. */
final class WayGuards {
  private final String module;
  private final String binding;
  private final String endpoint;
  private final GuardFigures figures;
  private final RetryBudget budget;
  private final Map<String, Breaker> breakers = new TreeMap<>();
  private final Map<String, Limits> bulkheads = new HashMap<>();
  private final Map<String, Limits> rateLimits = new HashMap<>();
  private final Map<Class<?>, MethodGuards[]> contracts = new HashMap<>();

  /**
   * No guards yet.
   *
   * @param binding the word by which the way is known in routes, such as {@code rest.next}
   * @param endpoint where it leads; another endpoint is another way
   */
  WayGuards(
      String module, String binding, String endpoint, GuardFigures figures, RetryBudget budget) {
    this.module = module;
    this.binding = binding;
    this.endpoint = endpoint;
    this.figures = figures;
    this.budget = budget;
  }

  String module() {
    return module;
  }

  String binding() {
    return binding;
  }

  boolean leadsTo(String other) {
    return endpoint.equals(other);
  }

  GuardFigures figures() {
    return figures;
  }

  RetryBudget budget() {
    return budget;
  }

  /** The guards of the contract's methods, by their index; the array changes with the policies. */
  synchronized MethodGuards[] of(ContractModel contract) {
    return contracts.get(contract.type());
  }

  /** The breakers by what they are for: a method, a contract, or the module. */
  synchronized Map<String, Breaker> breakers() {
    return Map.copyOf(breakers);
  }

  /**
   * Follows the policies. A guard whose own policy is as before is left alone, with what it has
   * counted.
   */
  synchronized void follow(
      Collection<ContractModel> all,
      Function<ContractMethod, Policies> policies,
      Function<ContractMethod, Optional<StaleAnswers>> stale) {
    for (ContractModel contract : all) {
      if (!contract.module().equals(module)) {
        continue;
      }
      MethodGuards[] guards =
          contracts.computeIfAbsent(
              contract.type(), type -> new MethodGuards[contract.methods().size()]);
      for (ContractMethod method : contract.methods()) {
        Policies wished = policies.apply(method);
        MethodGuards next =
            new MethodGuards(
                wished.retry(),
                wished.timeout(),
                wished.breaker().map(this::breaker),
                wished.bulkhead().map(this::bulkhead),
                wished.rateLimit().map(this::rateLimit),
                wished.fallback(),
                stale.apply(method));
        GuardedBinding.publish(guards, method.index(), next);
      }
    }
    forgetUnused();
  }

  /** Whether there were any; the next ones begin closed. */
  synchronized boolean forgetOpenBreakers() {
    return breakers.values().removeIf(b -> b.state().name() != CircuitBreakerState.CLOSED);
  }

  private void forgetUnused() {
    breakers
        .values()
        .removeIf(
            breaker ->
                contracts.values().stream()
                    .flatMap(Arrays::stream)
                    .noneMatch(guards -> guards.breaker().filter(breaker::equals).isPresent()));
  }

  private Breaker breaker(Scoped<Breaking> wished) {
    Breaker known = breakers.get(wished.scope());
    if (known == null || !known.policy().equals(wished.policy())) {
      known = new Breaker(what(wished), wished.policy());
      breakers.put(wished.scope(), known);
    }
    return known;
  }

  private Limits bulkhead(Scoped<Integer> wished) {
    Limits known = bulkheads.get(wished.scope());
    if (known == null || !known.follows(wished.policy())) {
      known = Limits.atOnce(what(wished), wished.policy());
      bulkheads.put(wished.scope(), known);
    }
    return known;
  }

  private Limits rateLimit(Scoped<Rate> wished) {
    Limits known = rateLimits.get(wished.scope());
    if (known == null || !known.follows(wished.policy())) {
      known = Limits.inTime(what(wished), wished.policy());
      rateLimits.put(wished.scope(), known);
    }
    return known;
  }

  private String what(Scoped<?> scoped) {
    return scoped.scope().equals(module)
        ? "The module %s over %s".formatted(module, binding)
        : "%s of the module %s over %s".formatted(scoped.scope(), module, binding);
  }
}
