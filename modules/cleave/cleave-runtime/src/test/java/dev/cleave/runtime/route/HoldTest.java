package dev.cleave.runtime.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.CallContext;
import dev.cleave.DeadlineExceeded;
import dev.cleave.ModuleContract;
import dev.cleave.ModuleStandby;
import dev.cleave.ModuleUnavailable;
import dev.cleave.runtime.call.Transactions;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.problem.EarlierAttempt;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls while their module changes hands. */
class HoldTest {
  private static final ContractModel CONTRACT = ContractModel.of(Sums.class);

  @ModuleContract("sums")
  @Path("/sums")
  interface Sums {
    @GET
    int doubled(@QueryParam("n") int n);
  }

  private final Map<String, String> wish =
      new ConcurrentHashMap<>(
          Map.of("cleave.endpoint.sums.rest", "http://localhost:2", "cleave.timeout", "10s"));
  private final CleaveConfig config = CleaveConfig.of(wish);
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final AtomicInteger insideLocal = new AtomicInteger();
  private final AtomicInteger insideRemote = new AtomicInteger();
  private final ModuleRoute route = new ModuleRoute("sums", true, Optional.empty(), new Bindings());
  private final Sums sums = start();
  private volatile Callable<Integer> inner;
  private volatile CountDownLatch before;
  private final CountDownLatch asked = new CountDownLatch(1);
  private volatile CountDownLatch answered = new CountDownLatch(0);

  private final class Bindings implements ModuleRoute.Bindings {
    @Override
    public Binding of(Class<?> contract, RouteSpec spec) {
      boolean isLocal = spec.toString().equals("local");
      return (method, arguments, context, isRepeatable) -> {
        AtomicInteger inside = isLocal ? insideLocal : insideRemote;
        inside.incrementAndGet();
        try {
          int more = 0;
          if (inner != null && (int) arguments[0] == 1) {
            before.await();
            more = inner.call();
          }
          return (isLocal ? 2 : -2) * (int) arguments[0] + more;
        } finally {
          inside.decrementAndGet();
        }
      };
    }

    @Override
    public void probe(String module, RouteSpec.Leg way) {
      asked.countDown();
      try {
        answered.await();
      } catch (InterruptedException e) {
        throw new IllegalArgumentException(e);
      }
    }
  }

  private static Transactions noTransactions() {
    return Transactions.of(
        (TransactionManager)
            Proxy.newProxyInstance(
                HoldTest.class.getClassLoader(),
                new Class<?>[] {TransactionManager.class},
                (self, method, arguments) ->
                    method.getName().equals("getStatus") ? Status.STATUS_NO_TRANSACTION : null));
  }

  private Sums start() {
    route.start(config);
    ContractProxy proxy =
        new ContractProxy(
            CONTRACT, noTransactions(), new CallPolicy(config), route.newRoute(CONTRACT));
    route.add(proxy);
    return (Sums) proxy.asContract();
  }

  @AfterEach
  void stop() {
    callers.shutdownNow();
  }

  private void hold(Duration length) {
    wish.put("cleave.hold.sums", Instant.now().plus(length).toString());
    route.refresh(config);
  }

  private void release(String to) {
    wish.remove("cleave.hold.sums");
    wish.put("cleave.route.sums", to);
    route.refresh(config);
  }

  @Test
  void a_call_that_met_the_hold_goes_on_over_the_new_route_and_never_the_old_one()
      throws Exception {
    hold(Duration.ofSeconds(20));
    Future<Integer> call = callers.submit(() -> sums.doubled(21));
    Awaitility.await().until(() -> route.status().inFlight() == 1);
    assertThat(route.status().heldUntil()).isPresent();
    assertThat(call.isDone()).isFalse();

    release("rest");

    assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo(-42);
    assertThat(route.status().heldUntil()).isEmpty();
    assertThat(route.status().effective()).isEqualTo("rest");
  }

  @Test
  void a_hold_that_nobody_ends_is_over_at_its_instant_and_calls_take_the_route_they_had()
      throws Exception {
    long begin = System.nanoTime();
    hold(Duration.ofMillis(150));

    assertThat(sums.doubled(21)).isEqualTo(42);

    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isBetween(Duration.ofMillis(140), Duration.ofSeconds(5));
    assertThat(sums.doubled(1)).isEqualTo(2);
    assertThat(route.status().heldUntil()).isEmpty();
  }

  @Test
  void while_the_other_side_is_slow_to_answer_the_state_can_be_seen_and_a_hold_ends_in_time()
      throws Exception {
    answered = new CountDownLatch(1);
    hold(Duration.ofMillis(400));
    Future<?> refresh = callers.submit(() -> release("rest"));
    assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

    assertThat(callers.submit(route::status).get(20, TimeUnit.SECONDS).wished()).isEqualTo("rest");
    assertThat(callers.submit(() -> sums.doubled(21)).get(20, TimeUnit.SECONDS)).isEqualTo(42);

    answered.countDown();
    refresh.get(20, TimeUnit.SECONDS);
    assertThat(sums.doubled(21)).isEqualTo(-42);
  }

  @Test
  void a_call_waits_no_longer_than_its_deadline_and_has_not_begun_then() {
    hold(Duration.ofSeconds(20));
    assertThatThrownBy(
            () -> CallContext.none().withTimeout(Duration.ofMillis(80)).call(() -> sums.doubled(1)))
        .isInstanceOfSatisfying(
            DeadlineExceeded.class, e -> assertThat(e.isOutcomeKnown()).isTrue())
        .hasMessageContaining("changing hands");
  }

  @Test
  void a_hold_too_far_ahead_is_refused() {
    hold(Duration.ofHours(1));
    assertThat(route.status().reason().orElseThrow())
        .contains("cleave.hold.sums")
        .contains("at most 60 s ahead");
    assertThat(sums.doubled(1)).isEqualTo(2);
  }

  @Test
  void once_a_hold_has_drained_nobody_is_inside_and_no_call_is_ever_lost() throws Exception {
    AtomicBoolean stop = new AtomicBoolean();
    List<Future<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.add(
          callers.submit(
              () -> {
                int made = 0;
                while (!stop.get()) {
                  assertThat(Math.abs(sums.doubled(21))).isEqualTo(42);
                  made++;
                }
                return made;
              }));
    }
    for (int round = 0; round < 100; round++) {
      hold(Duration.ofSeconds(20));
      Awaitility.await()
          .pollInterval(Duration.ofMillis(1))
          .until(() -> route.status().draining() == 0);
      assertThat(insideLocal.get() + insideRemote.get()).isZero();
      release(round % 2 == 0 ? "rest" : "local");
    }
    stop.set(true);
    for (Future<Integer> caller : all) {
      assertThat(caller.get(10, TimeUnit.SECONDS)).isPositive();
    }
  }

  @Test
  void a_call_made_from_within_one_that_is_under_way_does_not_wait_for_its_own_end()
      throws Exception {
    inner = () -> sums.doubled(10);
    CountDownLatch goOn = new CountDownLatch(1);
    before = goOn;
    Future<Integer> outer = callers.submit(() -> sums.doubled(1));
    Awaitility.await().until(() -> insideLocal.get() == 1);
    hold(Duration.ofSeconds(20));
    goOn.countDown();

    assertThat(outer.get(20, TimeUnit.SECONDS)).isEqualTo(22);
    assertThat(route.status().draining()).isZero();
  }

  @Test
  void a_command_that_is_asked_again_asks_for_its_key_too() throws Exception {
    List<Boolean> repeatable = new ArrayList<>();
    Binding once =
        (method, arguments, context, isRepeatable) -> {
          repeatable.add(isRepeatable);
          if (repeatable.size() == 1) {
            throw new ModuleStandby("stands by");
          }
          return 42;
        };
    ContractModel contract = ContractModel.of(Adds.class);
    Adds adds =
        (Adds)
            new ContractProxy(
                    contract, noTransactions(), new CallPolicy(config), new Route(contract, once))
                .asContract();

    assertThat(adds.add(1)).isEqualTo(42);
    assertThat(repeatable).containsExactly(false, true);
  }

  @Test
  void a_command_that_may_have_been_carried_out_does_not_end_with_nothing_was_done() {
    ModuleUnavailable broken = new ModuleUnavailable("the connection broke", false, null);
    AtomicInteger attempts = new AtomicInteger();
    Binding moving =
        (method, arguments, context, isRepeatable) -> {
          ModuleStandby standby = new ModuleStandby("stands by");
          throw attempts.incrementAndGet() == 1
              ? EarlierAttempt.with(standby, broken)
              : attempts.get() < 4 ? standby : new ModuleUnavailable("nobody is there", true, null);
        };
    ContractModel contract = ContractModel.of(Adds.class);
    Adds adds =
        (Adds)
            new ContractProxy(
                    contract, noTransactions(), new CallPolicy(config), new Route(contract, moving))
                .asContract();

    assertThatThrownBy(() -> adds.add(1))
        .isInstanceOfSatisfying(
            ModuleUnavailable.class, e -> assertThat(e.isOutcomeKnown()).isFalse())
        .hasMessage("nobody is there");

    attempts.set(0);
    assertThatThrownBy(
            () -> CallContext.none().withTimeout(Duration.ofMillis(3)).call(() -> adds.add(1)))
        .isSameAs(broken);
  }

  @ModuleContract("sums")
  @Path("/adds")
  interface Adds {
    @jakarta.ws.rs.POST
    int add(int n);
  }

  @Test
  void who_only_stands_by_is_asked_again_where_the_module_lives_by_then() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    AtomicBoolean standsBy = new AtomicBoolean(true);
    Binding standby =
        (method, arguments, context, isRepeatable) -> {
          asked.countDown();
          if (standsBy.get()) {
            throw new ModuleStandby("stands by");
          }
          return 42;
        };
    ContractProxy proxy =
        new ContractProxy(
            CONTRACT, noTransactions(), new CallPolicy(config), new Route(CONTRACT, standby));
    Sums asking = (Sums) proxy.asContract();
    Future<Integer> call = callers.submit(() -> asking.doubled(21));
    assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
    standsBy.set(false);

    assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo(42);
    standsBy.set(true);
    assertThatThrownBy(
            () ->
                CallContext.none()
                    .withTimeout(Duration.ofMillis(120))
                    .call(() -> asking.doubled(1)))
        .isInstanceOf(ModuleStandby.class);
  }
}
