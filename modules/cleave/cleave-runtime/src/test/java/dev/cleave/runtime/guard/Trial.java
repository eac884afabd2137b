package dev.cleave.runtime.guard;

import dev.cleave.CallContext;
import dev.cleave.CallFailed;
import dev.cleave.DeadlineExceeded;
import dev.cleave.ModuleUnavailable;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.route.Binding;
import dev.cleave.runtime.route.BindingKind;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Guards around a binding that does what the test says, with a clock and waits of the test's. */
final class Trial implements Binding {
  static final ContractModel CONTRACT = ContractModel.of(Rates.class);

  final Map<String, String> keys = new ConcurrentHashMap<>();
  final List<Boolean> attempts = new CopyOnWriteArrayList<>();
  final List<Duration> waits = new CopyOnWriteArrayList<>();
  final AtomicLong clock = new AtomicLong(1);
  volatile Behaviour behaviour = (attempt, context) -> attempt;
  private final Guards guards;
  private final Binding guarded;

  /** What the callee, or the way to it, does. */
  interface Behaviour {
    Object attempt(int attempt, CallContext context) throws Exception;
  }

  Trial(String... keysAndValues) {
    for (int i = 0; i < keysAndValues.length; i += 2) {
      keys.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    guards =
        new Guards(
            List.of(CONTRACT),
            CleaveConfig.of(keys),
            clock::get,
            nanos -> {
              waits.add(Duration.ofNanos(nanos));
              clock.addAndGet(nanos);
            },
            RandomGenerator.of("SplittableRandom"));
    guards.callFallbacksOn(type -> fallbacks());
    guarded = around("http://localhost:1");
  }

  private static Rates fallbacks() {
    return new Rates() {
      @Override
      public int rate(int n) {
        throw new AssertionError();
      }

      @Override
      public int set(int n) {
        throw new AssertionError();
      }

      @Override
      public int quick(int n) {
        throw new AssertionError();
      }

      @Override
      public int annotated(int n) {
        throw new AssertionError();
      }

      @Override
      public int guessed(int n) {
        throw new AssertionError();
      }

      @Override
      public int handled(int n) {
        throw new AssertionError();
      }

      @Override
      public int remembered(int n) {
        throw new AssertionError();
      }
    };
  }

  Binding around(String endpoint) {
    return guards.around(this, CONTRACT, "rest", Optional.of(URI.create(endpoint)));
  }

  Guards guards() {
    return guards;
  }

  @Override
  public BindingKind kind() {
    return BindingKind.REST;
  }

  @Override
  public Object call(
      ContractMethod method, Object[] arguments, CallContext context, boolean isRepeatable)
      throws Exception {
    attempts.add(isRepeatable);
    return behaviour.attempt(attempts.size(), context);
  }

  static ContractMethod method(String name) {
    return CONTRACT.methods().stream()
        .filter(m -> m.method().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  Object call(String method, int n, Duration deadline) throws Exception {
    CallContext context = CallContext.none().withTimeout(deadline);
    return guarded.call(method(method), new Object[] {n}, context, false);
  }

  Object call(String method, int n) throws Exception {
    return call(method, n, Duration.ofSeconds(30));
  }

  /** The failure of a call. */
  Exception failure(String method, int n) {
    try {
      Object answer = call(method, n);
      throw new AssertionError("answered " + answer);
    } catch (Exception e) {
      return e;
    }
  }

  void follow(String... keysAndValues) {
    for (int i = 0; i < keysAndValues.length; i += 2) {
      keys.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    guards.refresh();
  }

  String breaker() {
    return guards.status().get(0).breakers().stream()
        .filter(b -> b.of().equals("rates"))
        .findFirst()
        .orElseThrow()
        .state();
  }

  static ModuleUnavailable unreachable() {
    return new ModuleUnavailable("nothing answers", true, null);
  }

  static ModuleUnavailable broken() {
    return new ModuleUnavailable("the connection broke", false, null);
  }

  static CallFailed garbage() {
    return new CallFailed("an answer that cannot be read");
  }

  static DeadlineExceeded late() {
    return DeadlineExceeded.outcomeUnknown("no answer");
  }
}
