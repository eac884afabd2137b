package dev.cleave.runtime.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.CallContext;
import dev.cleave.runtime.call.Transactions;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.record.Recorded;
import dev.cleave.runtime.record.RecordedCall;
import dev.cleave.runtime.record.Recorder;
import dev.cleave.runtime.route.recording.buyers.Buyer;
import dev.cleave.runtime.route.recording.buyers.Buyers;
import dev.cleave.runtime.route.recording.goods.Goods;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Recorded calls, through the same proxies that a container injects. */
class RecordingTest {
  private static final ContractModel GOODS = ContractModel.of(Goods.class);
  private static final ContractModel BUYERS = ContractModel.of(Buyers.class);

  private final Map<String, String> configured = new HashMap<>();
  private final CleaveConfig config = CleaveConfig.of(configured);
  private final CallPolicy policy = new CallPolicy(config);
  private final Recorder recorder = policy.recorder();
  private final List<ContractProxy> proxies = new ArrayList<>();
  private int status = Status.STATUS_NO_TRANSACTION;

  /** Reads are plain: from the second on they pass the proxy's long way by, unless recorded. */
  private record Bean(ContractModel contract, Object bean, boolean isPlain) implements Binding {
    @Override
    public Object call(
        ContractMethod method, Object[] arguments, CallContext context, boolean isRepeatable)
        throws Exception {
      try {
        return method.method().invoke(bean, arguments);
      } catch (java.lang.reflect.InvocationTargetException e) {
        throw (Exception) e.getCause();
      }
    }

    @Override
    public Object plainTarget(ContractMethod method) {
      return isPlain && !method.isCommand() ? bean : null;
    }

    @Override
    public Exception seenByCaller(ContractMethod method, Throwable thrown) {
      return (Exception) thrown;
    }
  }

  private static final class Shelf implements Goods {
    @Override
    public int price(String id) {
      if (id.isEmpty()) {
        throw new IllegalStateException("no id");
      }
      return id.length();
    }

    @Override
    public String order(String id) {
      return id;
    }
  }

  private final Goods goods = (Goods) proxy(GOODS, new Shelf()).asContract();
  private final Buyers buyers = (Buyers) proxy(BUYERS, new Buyer(goods)).asContract();

  private ContractProxy proxy(ContractModel contract, Object bean) {
    ContractProxy proxy =
        new ContractProxy(
            contract, transactions(), policy, new Route(contract, new Bean(contract, bean, true)));
    proxies.add(proxy);
    recorder.attach(List.of(GOODS, BUYERS), () -> proxies.forEach(one -> one.route().forget()));
    return proxy;
  }

  private Transactions transactions() {
    return Transactions.of(
        (TransactionManager)
            Proxy.newProxyInstance(
                RecordingTest.class.getClassLoader(),
                new Class<?>[] {TransactionManager.class},
                (self, method, arguments) -> method.getName().equals("getStatus") ? status : null));
  }

  private RecordedCall call(String module, String method) {
    return recorder.recorded().calls().stream()
        .filter(call -> call.module().equals(module) && call.method().equals(method))
        .findFirst()
        .orElseThrow(
            () -> new AssertionError(module + " -> " + method + " not in " + recorder.recorded()));
  }

  @Test
  void while_off_nothing_is_recorded_and_calls_take_their_shortcut() {
    for (int i = 0; i < 100; i++) {
      buyers.total("a", 3);
    }

    assertThat(recorder.recorded().calls()).isEmpty();
    assertThat(recorder.recorded().started()).isEmpty();
    int price =
        GOODS.methods().stream().filter(m -> !m.isCommand()).findFirst().orElseThrow().index();
    assertThat(proxies.get(0).route().plainTarget(price)).isNotNull();
  }

  @Test
  void calls_that_had_a_shortcut_are_recorded_from_the_first_one_on() {
    buyers.total("a", 3);
    recorder.start(Duration.ofMinutes(1));
    buyers.total("a", 3);

    assertThat(call("outside", "Buyers.total").count()).isEqualTo(1);
    assertThat(call("buyers", "Goods.price").count()).isEqualTo(3);
  }

  @Test
  void a_call_is_known_with_the_line_that_makes_it() {
    recorder.start(Duration.ofMinutes(1));
    buyers.total("a", 1);

    RecordedCall price = call("buyers", "Goods.price");
    assertThat(price.caller()).isEqualTo("Buyer.total");
    assertThat(price.file()).isEqualTo("Buyer.java");
    assertThat(price.line()).isEqualTo(Buyer.LINE_OF_PRICE);
    assertThat(price.callee()).isEqualTo("goods");
    assertThat(price.binding()).isEqualTo("local");
    assertThat(call("outside", "Buyers.total").caller()).isEmpty();
  }

  @Test
  void calls_are_counted_by_the_request_that_they_are_made_for() {
    recorder.start(Duration.ofMinutes(1));
    buyers.total("a", 2);
    buyers.total("a", 4);
    buyers.total("a", 0);

    RecordedCall price = call("buyers", "Goods.price");
    assertThat(recorder.recorded().requests()).isEqualTo(3);
    assertThat(price.requests()).isEqualTo(2);
    assertThat(price.inRequests()).isEqualTo(6);
    assertThat(price.maxPerRequest()).isEqualTo(4);
  }

  @Test
  void work_of_a_modules_own_is_no_request() {
    recorder.start(Duration.ofMinutes(1));
    new Buyer(goods).total("a", 5);

    assertThat(call("buyers", "Goods.price").count()).isEqualTo(5);
    assertThat(call("buyers", "Goods.price").requests()).isZero();
    assertThat(recorder.recorded().requests()).isZero();
  }

  @Test
  void counts_are_exact_however_many_threads_call() throws Exception {
    recorder.start(Duration.ofMinutes(1));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      tasks.add(
          () -> {
            for (int n = 0; n < 500; n++) {
              buyers.total("a", 2);
            }
            return 0;
          });
    }
    for (Future<Integer> done : threads.invokeAll(tasks)) {
      done.get();
    }
    threads.shutdown();

    assertThat(recorder.recorded().requests()).isEqualTo(4_000);
    assertThat(call("outside", "Buyers.total").count()).isEqualTo(4_000);
    RecordedCall price = call("buyers", "Goods.price");
    assertThat(price.count()).isEqualTo(8_000);
    assertThat(price.inRequests()).isEqualTo(8_000);
    assertThat(price.p50Micros()).isPositive().isLessThanOrEqualTo(price.p99Micros());
  }

  @Test
  void the_size_of_what_travels_is_that_of_its_json() {
    recorder.start(Duration.ofMinutes(1));
    goods.order("abcd");

    RecordedCall order = call("outside", "Goods.order");
    assertThat(order.requestBytes()).isEqualTo("[\"abcd\"]".length());
    assertThat(order.responseBytes()).isEqualTo("\"abcd\"".length());
  }

  @Test
  void failures_count_and_reach_the_caller() {
    recorder.start(Duration.ofMinutes(1));

    assertThatThrownBy(() -> goods.price("")).hasMessage("no id");
    assertThat(call("outside", "Goods.price").failures()).isEqualTo(1);
    assertThat(recorder.recorded().requests()).isEqualTo(1);
  }

  @Test
  void a_read_that_suspended_a_transaction_is_told_apart() {
    recorder.start(Duration.ofMinutes(1));
    goods.price("a");
    status = Status.STATUS_ACTIVE;
    goods.price("a");

    assertThat(call("outside", "Goods.price").count()).isEqualTo(2);
    assertThat(call("outside", "Goods.price").suspended()).isEqualTo(1);
  }

  @Test
  void a_recording_ends_by_itself_and_stays_readable() {
    recorder.start(Duration.ofMillis(50));
    goods.price("a");
    Awaitility.await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () -> {
              policy.refresh(config);
              return !recorder.isOn();
            });
    goods.price("a");

    Recorded ended = recorder.recorded();
    assertThat(ended.recording()).isFalse();
    assertThat(ended.calls()).hasSize(1);
    assertThat(ended.calls().get(0).count()).isEqualTo(1);
    assertThat(recorder.recorded().seconds()).isEqualTo(ended.seconds());
  }

  @Test
  void the_configuration_switches_it_on_and_off_while_running() {
    configured.put("cleave.record", "true");
    policy.refresh(config);
    goods.price("a");
    configured.put("cleave.record", "false");
    policy.refresh(config);
    goods.price("a");

    assertThat(call("outside", "Goods.price").count()).isEqualTo(1);
    assertThat(recorder.isOn()).isFalse();
  }

  @Test
  void another_value_is_refused_with_those_there_are() {
    configured.put("cleave.record", "yes");

    assertThat(config.problems(java.util.Set.of()))
        .containsExactly("cleave.record = \"yes\": write true or false.");
  }
}
