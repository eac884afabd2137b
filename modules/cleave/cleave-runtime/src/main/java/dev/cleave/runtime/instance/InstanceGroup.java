package dev.cleave.runtime.instance;

import dev.cleave.CallContext;
import dev.cleave.CallFailed;
import dev.cleave.DeadlineExceeded;
import dev.cleave.ModuleUnavailable;
import dev.cleave.runtime.config.Endpoints;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.problem.CalleeAnswer;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** The instances of a module behind one endpoint. Thread-safe. */
final class InstanceGroup {
  private static final Duration FIRST_WAIT = Duration.ofSeconds(2);

  private final String module;
  private final String binding;
  private final URI endpoint;
  private final Population population;
  private final UsualTimes usualTimes = new UsualTimes();
  private volatile Balancing balancing;
  private volatile Balancer balancer;
  private volatile long usedAt = System.nanoTime();

  InstanceGroup(
      String module, String binding, URI endpoint, Population population, Balancing balancing) {
    this.module = module;
    this.binding = binding;
    this.endpoint = endpoint;
    this.population = population;
    balance(balancing);
  }

  String module() {
    return module;
  }

  Population population() {
    return population;
  }

  /** All instances known now; looking at them is no use of them. */
  Instance[] all() {
    return population.known();
  }

  /** Those that can be asked whether they serve; the first time the engine may have to answer. */
  Instance[] forProbe() {
    Instance[] all = awaited(FIRST_WAIT);
    if (all.length == 0) {
      throw new IllegalArgumentException(noneKnown());
    }
    return all;
  }

  /** Nanoseconds since the last call. */
  long idleNanos() {
    return System.nanoTime() - usedAt;
  }

  Balancing balancing() {
    return balancing;
  }

  /** From now on instances are chosen so. */
  void balance(Balancing next) {
    if (next != balancing) {
      balancer = next.balancer();
      balancing = next;
    }
  }

  /** Whether there is another instance than those. */
  boolean hasOther(Collection<Instance> tried) {
    for (Instance instance : population.now()) {
      if (!tried.contains(instance)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The instance for an attempt: one that is well and was not tried before; without such any that
   * was not tried; else any.
   *
   * @throws ModuleUnavailable if none is known
   */
  Instance choose(Collection<Instance> tried, CallContext context) {
    usedAt = System.nanoTime();
    Instance[] all = known(context);
    Instance[] fit = fit(all, tried);
    if (fit.length == 1) {
      return fit[0];
    }
    return fit.length > 0 ? balancer.choose(fit, context) : anyOf(all, tried);
  }

  private Instance[] known(CallContext context) {
    Instance[] all = population.now();
    if (all.length > 0) {
      return all;
    }
    long nanos = Math.max(0, Math.min(context.remainingNanos(), FIRST_WAIT.toNanos()));
    all = awaited(Duration.ofNanos(nanos));
    if (all.length == 0) {
      throw new ModuleUnavailable(noneKnown(), true, null);
    }
    return all;
  }

  /** Only the very first answer is waited for, and only until it is known that there is none. */
  private Instance[] awaited(Duration atMost) {
    Instance[] all = population.now();
    if (all.length == 0 && population.problem().isEmpty()) {
      population.await(atMost);
      all = population.now();
    }
    return all;
  }

  private String noneKnown() {
    return "No instance of the module %s is known: %s"
        .formatted(
            module,
            population.problem().orElse(endpoint + " has not answered yet: see that it runs."));
  }

  private Instance[] fit(Instance[] all, Collection<Instance> tried) {
    Instance[] fit = new Instance[all.length];
    int count = 0;
    for (Instance instance : all) {
      if (isFit(instance) && (tried.isEmpty() || !tried.contains(instance))) {
        fit[count++] = instance;
      }
    }
    return count == all.length ? fit : java.util.Arrays.copyOf(fit, count);
  }

  /** Well, and not one that only takes calls: a call that hangs is a failure when it ends. */
  private boolean isFit(Instance instance) {
    return instance.health().admits() && !instance.isStuck(usualTimes::longestFairNanos);
  }

  /** Whether there is a fit one beside those. */
  boolean hasFitBeside(Collection<Instance> tried) {
    return fit(population.now(), tried).length > 0;
  }

  /**
   * Nobody is fit. One that is coming back serves; of those left alone it is known that they did
   * not. To fail fast is the business of the guard around the module.
   */
  private Instance anyOf(Instance[] all, Collection<Instance> tried) {
    List<Instance> others = Stream.of(all).filter(one -> !tried.contains(one)).toList();
    List<Instance> from = others.isEmpty() ? List.of(all) : others;
    List<Instance> serving = from.stream().filter(this::isServing).toList();
    from = serving.isEmpty() ? from : serving;
    return from.get(ThreadLocalRandom.current().nextInt(from.size()));
  }

  private boolean isServing(Instance instance) {
    return instance.health().serves() && !instance.isStuck(usualTimes::longestFairNanos);
  }

  /** An attempt brought an answer: a result, or an exception that the callee meant. */
  void answered(Instance instance, ContractMethod method, long begunAt) {
    usualTimes.took(method, System.nanoTime() - begunAt);
    instance.answered(begunAt);
  }

  /** An attempt ended with an exception. */
  void threw(Instance instance, ContractMethod method, Exception thrown, long begunAt) {
    if (Thread.currentThread().isInterrupted()) {
      return; // it was the caller who gave up
    }
    if (isOfTheWay(thrown, method, begunAt)) {
      instance.failed(begunAt);
    } else if (!(thrown instanceof DeadlineExceeded) || CalleeAnswer.isIn(thrown)) {
      instance.answered(begunAt);
    }
  }

  private boolean isOfTheWay(Exception thrown, ContractMethod method, long begunAt) {
    if (thrown instanceof DeadlineExceeded late) {
      return !late.isOutcomeKnown()
          && !CalleeAnswer.isIn(late)
          && usualTimes.isFair(method, System.nanoTime() - begunAt);
    }
    return isBroken(thrown);
  }

  /**
   * Whether nothing answered there, the connection broke, or what answered is no process that
   * serves the module: all that the callee did not mean.
   */
  static boolean isBroken(Exception thrown) {
    boolean mayBe = thrown instanceof ModuleUnavailable || thrown instanceof CallFailed;
    return mayBe && !CalleeAnswer.isIn(thrown) && !CalleeAnswer.isOverload(thrown);
  }

  GroupStatus status() {
    return new GroupStatus(
        module,
        binding,
        Endpoints.text(endpoint),
        balancing.toString(),
        population.problem(),
        Stream.of(all()).map(InstanceStatus::of).toList());
  }
}
