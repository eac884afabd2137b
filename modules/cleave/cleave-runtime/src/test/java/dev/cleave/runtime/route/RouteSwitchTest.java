package dev.cleave.runtime.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.CallContext;
import dev.cleave.CommandInTransaction;
import dev.cleave.DeadlineExceeded;
import dev.cleave.ModuleContract;
import dev.cleave.runtime.call.Transactions;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractModel;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Calls and switches of their route, without a container. */
class RouteSwitchTest {
  private static final ContractModel CONTRACT = ContractModel.of(Sums.class);

  @ModuleContract("sums")
  @Path("/sums")
  interface Sums {
    @GET
    int doubled(@QueryParam("n") int n);

    @POST
    int add(int n);
  }

  /** A bean, or the other end of a network: counts who is inside. */
  private static final class Target implements Sums, Binding {
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicLong calls = new AtomicLong();
    private final boolean isPlain;

    Target(boolean isPlain) {
      this.isPlain = isPlain;
    }

    @Override
    public int doubled(int n) {
      inside.incrementAndGet();
      try {
        calls.incrementAndGet();
        return 2 * n;
      } finally {
        inside.decrementAndGet();
      }
    }

    @Override
    public int add(int n) {
      return doubled(n);
    }

    @Override
    public Object call(
        ContractMethod method, Object[] arguments, CallContext context, boolean isRepeatable) {
      return doubled((int) arguments[0]);
    }

    @Override
    public Object plainTarget(ContractMethod method) {
      return isPlain && !method.isCommand() ? this : null;
    }
  }

  private static Transactions transactions(int status) {
    return Transactions.of(
        (TransactionManager)
            Proxy.newProxyInstance(
                RouteSwitchTest.class.getClassLoader(),
                new Class<?>[] {TransactionManager.class},
                (proxy, method, arguments) ->
                    method.getName().equals("getStatus") ? status : null));
  }

  private static ContractProxy proxy(Binding binding, int status, Map<String, String> config) {
    return new ContractProxy(
        CONTRACT,
        transactions(status),
        new CallPolicy(CleaveConfig.of(config)),
        new Route(CONTRACT, binding));
  }

  private static ContractProxy proxy(Binding binding) {
    return proxy(binding, Status.STATUS_NO_TRANSACTION, Map.of());
  }

  @Test
  void once_a_former_route_has_drained_no_call_is_on_it_any_more() throws InterruptedException {
    Target local = new Target(true);
    Target remote = new Target(false);
    ContractProxy proxy = proxy(local);
    Sums sums = (Sums) proxy.asContract();
    AtomicBoolean stop = new AtomicBoolean();
    AtomicLong made = new AtomicLong();
    List<Throwable> failures = new ArrayList<>();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread caller =
          new Thread(
              () -> {
                int n = 0;
                while (!stop.get()) {
                  if (sums.doubled(n) != 2 * n) {
                    failures.add(new AssertionError("wrong result"));
                  }
                  n++;
                  made.incrementAndGet();
                }
              });
      caller.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
      callers.add(caller);
      caller.start();
    }
    for (int i = 0; i < 200; i++) {
      Target former = i % 2 == 0 ? local : remote;
      Target next = i % 2 == 0 ? remote : local;
      Route before = proxy.switchTo(new Route(CONTRACT, next));
      CallThread.barrier();
      Awaitility.await()
          .pollInterval(Duration.ofMillis(1))
          .atMost(Duration.ofSeconds(10))
          .until(() -> before.inFlight() == 0);
      long callsWhenDrained = former.calls.get();
      assertThat(former.inside.get()).isZero();
      long madeBefore = made.get();
      Awaitility.await()
          .pollInterval(Duration.ofMillis(1))
          .atMost(Duration.ofSeconds(10))
          .until(() -> made.get() > madeBefore + 20);
      assertThat(former.calls.get()).as("calls on the former route").isEqualTo(callsWhenDrained);
    }
    stop.set(true);
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(failures).isEmpty();
    assertThat(proxy.calls()).isEqualTo(made.get());
    assertThat(local.calls.get() + remote.calls.get()).isEqualTo(made.get());
  }

  @Test
  void a_call_under_way_finishes_where_it_began() throws InterruptedException {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Binding slow =
        (new Binding() {
          @Override
          public Object call(
              ContractMethod method, Object[] arguments, CallContext context, boolean repeatable)
              throws Exception {
            entered.countDown();
            release.await();
            return 42;
          }
        });
    ContractProxy proxy = proxy(slow);
    Map<String, Integer> answer = new ConcurrentHashMap<>();
    Thread caller = new Thread(() -> answer.put("slow", ((Sums) proxy.asContract()).doubled(1)));
    caller.start();
    entered.await();

    Route former = proxy.switchTo(new Route(CONTRACT, new Target(true)));
    CallThread.barrier();
    assertThat(((Sums) proxy.asContract()).doubled(4)).isEqualTo(8);
    assertThat(former.inFlight()).isEqualTo(1);

    release.countDown();
    caller.join();
    assertThat(answer).containsEntry("slow", 42);
    assertThat(former.inFlight()).isZero();
  }

  @Test
  void a_command_inside_a_transaction_is_refused_with_the_remedy() {
    Sums sums = (Sums) proxy(new Target(false), Status.STATUS_ACTIVE, Map.of()).asContract();
    assertThatThrownBy(() -> sums.add(1))
        .isInstanceOf(CommandInTransaction.class)
        .hasMessageStartingWith("Sums.add was called by ")
        .hasMessageContaining("cleave.command-in-transaction=warn");
  }

  @Test
  void while_adopting_a_command_inside_a_transaction_only_warns() {
    Sums sums =
        (Sums)
            proxy(
                    new Target(false),
                    Status.STATUS_ACTIVE,
                    Map.of("cleave.command-in-transaction", "warn"))
                .asContract();
    assertThat(sums.add(3)).isEqualTo(6);
  }

  @Test
  void what_answers_after_the_deadline_is_reported_with_an_unknown_outcome() {
    Binding late =
        new Binding() {
          @Override
          public Object call(
              ContractMethod method, Object[] arguments, CallContext context, boolean repeatable) {
            while (context.remainingNanos() > 0) {
              Thread.onSpinWait();
            }
            return 1;
          }
        };
    Sums sums =
        (Sums)
            proxy(late, Status.STATUS_NO_TRANSACTION, Map.of("cleave.timeout", "5ms")).asContract();
    assertThatThrownBy(() -> sums.doubled(1))
        .isInstanceOfSatisfying(
            DeadlineExceeded.class, e -> assertThat(e.isOutcomeKnown()).isFalse());
  }

  @Test
  void a_route_that_cannot_work_leaves_the_old_one_in_effect_with_the_reason() {
    Map<String, String> wish = new ConcurrentHashMap<>();
    List<String> refused = new ArrayList<>();
    ModuleRoute.Bindings bindings =
        new ModuleRoute.Bindings() {
          @Override
          public Binding of(Class<?> contract, RouteSpec spec) {
            return new Target(spec.toString().equals("local"));
          }

          @Override
          public void probe(String module, RouteSpec.Leg spec) {
            if (spec.endpoint().filter(endpoint -> endpoint.getPort() == 1).isPresent()) {
              refused.add(module);
              throw new IllegalArgumentException(
                  "Nothing answers at " + spec.endpoint().orElseThrow());
            }
          }
        };
    ModuleRoute route = new ModuleRoute("sums", true, Optional.empty(), bindings);
    CleaveConfig config = CleaveConfig.of(wish);
    route.start(config);

    wish.put("cleave.route.sums", "carrier-pigeon");
    route.refresh(config);
    assertThat(route.status().effective()).isEqualTo("local");
    assertThat(route.status().wished()).isEqualTo("carrier-pigeon");
    assertThat(route.status().reason().orElseThrow())
        .contains("carrier-pigeon")
        .contains("local, rest, jms");

    wish.put("cleave.route.sums", "rest");
    route.refresh(config);
    assertThat(route.status().reason().orElseThrow()).contains("cleave.endpoint.sums.rest");

    wish.put("cleave.endpoint.sums.rest", "http://localhost:1");
    route.refresh(config);
    assertThat(route.status().effective()).isEqualTo("local");
    assertThat(route.status().reason()).contains("Nothing answers at http://localhost:1");
    assertThat(refused).containsExactly("sums");

    wish.put("cleave.endpoint.sums.rest", "http://localhost:2");
    route.refresh(config);
    assertThat(route.status().effective()).isEqualTo("rest");
    assertThat(route.status().reason()).isEmpty();

    wish.put("cleave.route.sums", "jms");
    route.refresh(config);
    assertThat(route.status().effective()).isEqualTo("rest");
    assertThat(route.status().reason().orElseThrow()).contains("cleave.jms.url");
  }

  @Test
  void a_pinned_module_is_not_routed_away() {
    assertThatThrownBy(
            () ->
                RouteSpec.parse(
                    "catalog",
                    "rest",
                    CleaveConfig.of(Map.of("cleave.endpoint.catalog.rest", "http://localhost:2")),
                    true,
                    Optional.of("Catalog.discontinue")))
        .hasMessageContaining("Catalog.discontinue is a @SharedTransaction");
  }

  @Test
  void a_process_without_the_pinned_module_reaches_it_elsewhere() {
    URI endpoint = URI.create("http://localhost:2");

    assertThat(
            RouteSpec.parse(
                "catalog",
                "rest",
                CleaveConfig.of(Map.of("cleave.endpoint.catalog.rest", "http://localhost:2")),
                false,
                Optional.of("Catalog.discontinue")))
        .isEqualTo(
            new RouteSpec(
                List.of(new RouteSpec.Leg(BindingKind.REST, "", Optional.of(endpoint), 100)),
                Optional.empty()));
  }

  @Test
  void a_module_that_is_not_here_cannot_be_local() {
    assertThatThrownBy(
            () ->
                RouteSpec.parse(
                    "sums", "local", CleaveConfig.of(Map.of()), false, Optional.empty()))
        .hasMessageContaining("no service of that module is deployed in this process");
  }
}
