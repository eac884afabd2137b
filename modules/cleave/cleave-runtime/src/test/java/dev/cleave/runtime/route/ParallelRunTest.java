package dev.cleave.runtime.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleave.CallContext;
import dev.cleave.CallFailed;
import dev.cleave.Caller;
import dev.cleave.ModuleContract;
import dev.cleave.ModuleUnavailable;
import dev.cleave.Problem;
import dev.cleave.runtime.call.ContractServers;
import dev.cleave.runtime.call.Transactions;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.json.ContractJson;
import dev.cleave.runtime.route.ParallelRuns.Answer;
import dev.cleave.runtime.route.ParallelRuns.Difference;
import dev.cleave.runtime.route.ParallelRuns.MethodFigures;
import dev.cleave.runtime.route.ParallelRuns.ModuleRun;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two ways, of which one answers and the other is compared. */
class ParallelRunTest {
  private static final ContractModel CONTRACT = ContractModel.of(Prices.class);
  private static final Duration AT_ONCE = Duration.ofSeconds(15);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  record Price(String sku, BigDecimal amount) {}

  @Problem(status = 404, code = "prices.no-price")
  public static final class NoPrice extends Exception {
    private static final long serialVersionUID = 1;
    private final String sku;

    public NoPrice(String sku) {
      super("no price of " + sku);
      this.sku = sku;
    }

    public String sku() {
      return sku;
    }
  }

  @ModuleContract("prices")
  @Path("/prices")
  interface Prices {
    @GET
    @Path("/{sku}")
    Price price(@PathParam("sku") String sku) throws NoPrice;

    @POST
    Price raise(Price price);
  }

  private final ParallelRuns runs = new ParallelRuns();

  @AfterEach
  void stop() {
    runs.stop();
  }

  private static Binding costs(String amount) {
    return (method, arguments, context, isRepeatable) -> new Price("tea", new BigDecimal(amount));
  }

  private static Binding refusing(String sku) {
    return (method, arguments, context, isRepeatable) -> {
      throw new NoPrice(sku);
    };
  }

  private Prices prices(Binding control, Binding candidate) {
    return prices(runs, control, candidate, 100);
  }

  private static Prices prices(ParallelRuns runs, Binding control, Binding candidate, int percent) {
    return prices(new ComparedBinding(control, candidate, percent, runs, runs.of("prices")));
  }

  private static Transactions none() {
    return Transactions.of(
        (TransactionManager)
            Proxy.newProxyInstance(
                ParallelRunTest.class.getClassLoader(),
                new Class<?>[] {TransactionManager.class},
                (self, method, arguments) ->
                    method.getName().equals("getStatus") ? Status.STATUS_NO_TRANSACTION : null));
  }

  private static Prices prices(Binding binding) {
    CallPolicy policy =
        new CallPolicy(CleaveConfig.of(Map.of("cleave.timeout", TIMEOUT.toSeconds() + "s")));
    return (Prices)
        new ContractProxy(CONTRACT, none(), policy, new Route(CONTRACT, binding)).asContract();
  }

  private static MethodFigures figures(ParallelRuns runs, Predicate<MethodFigures> when) {
    AtomicReference<MethodFigures> seen = new AtomicReference<>();
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              List<MethodFigures> all = runs.report(Optional.empty()).get(0).methods();
              if (all.isEmpty() || !when.test(all.get(0))) {
                return false;
              }
              seen.set(all.get(0));
              return true;
            });
    return seen.get();
  }

  private MethodFigures figures(Predicate<MethodFigures> when) {
    return figures(runs, when);
  }

  private List<Difference> differences() {
    return runs.report(Optional.of("prices")).get(0).differences();
  }

  @Test
  void equal_answers_are_counted_and_nothing_of_them_is_kept() throws Exception {
    Prices prices = prices(costs("2.50"), costs("2.50"));
    for (int i = 0; i < 3; i++) {
      assertThat(prices.price("tea").amount()).isEqualTo("2.50");
    }

    assertThat(figures(f -> f.compared() == 3))
        .isEqualTo(new MethodFigures("Prices.price", 3, 3, 0, 0, 0, 0, Optional.empty()));
    assertThat(differences()).isEmpty();
  }

  @Test
  void a_difference_is_kept_with_both_sides_and_the_arguments_and_the_caller_gets_the_control()
      throws Exception {
    assertThat(prices(costs("2.50"), costs("2.40")).price("tea").amount()).isEqualTo("2.50");

    assertThat(figures(f -> f.different() == 1).compared()).isEqualTo(1);
    Difference difference = differences().get(0);
    assertThat(difference.method()).isEqualTo("Prices.price");
    assertThat(difference.arguments()).isEqualTo("{\"sku\":\"tea\"}");
    assertThat(difference.control())
        .isEqualTo(new Answer(Answer.Kind.RESULT, "{\"sku\":\"tea\",\"amount\":2.50}"));
    assertThat(difference.candidate().json()).isEqualTo("{\"sku\":\"tea\",\"amount\":2.40}");
  }

  @Test
  void decimals_differ_in_their_digits_as_they_do_over_every_binding() throws Exception {
    prices(costs("1.0"), costs("1.00")).price("tea");

    assertThat(figures(f -> f.compared() == 1).different()).isEqualTo(1);
    assertThat(differences().get(0).candidate().json()).contains("1.00");
  }

  @Test
  void a_declared_exception_on_one_side_is_a_difference() throws Exception {
    assertThat(prices(costs("1"), refusing("tea")).price("tea").sku()).isEqualTo("tea");
    figures(f -> f.different() == 1);
    assertThatThrownBy(() -> prices(refusing("tea"), costs("1")).price("tea"))
        .isInstanceOf(NoPrice.class);
    figures(f -> f.different() == 2);

    Answer refusal =
        new Answer(Answer.Kind.PROBLEM, "{\"problem\":\"prices.no-price\",\"sku\":\"tea\"}");
    assertThat(differences().get(0).candidate()).isEqualTo(refusal);
    assertThat(differences().get(1).control()).isEqualTo(refusal);
  }

  @Test
  void declared_exceptions_are_compared_by_code_and_fields() {
    Prices same = prices(refusing("tea"), refusing("tea"));
    assertThatThrownBy(() -> same.price("tea")).isInstanceOf(NoPrice.class);
    figures(f -> f.equal() == 1);

    Prices other = prices(refusing("tea"), refusing("coffee"));
    assertThatThrownBy(() -> other.price("tea")).isInstanceOf(NoPrice.class);
    assertThat(figures(f -> f.compared() == 2).different()).isEqualTo(1);
  }

  @Test
  void a_slow_candidate_delays_nobody() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Prices prices =
        prices(
            costs("1"),
            (method, arguments, context, isRepeatable) -> {
              end.await(60, TimeUnit.SECONDS);
              return new Price("tea", BigDecimal.ONE);
            });
    long begin = System.nanoTime();
    for (int i = 0; i < 20; i++) {
      prices.price("tea");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(AT_ONCE);

    end.countDown();
    assertThat(figures(f -> f.equal() == 20).failed()).isZero();
  }

  @Test
  void a_candidate_that_is_late_has_failed_and_is_no_difference() throws Exception {
    Prices prices =
        prices(
            costs("1"),
            (method, arguments, context, isRepeatable) -> {
              while (context.remainingNanos() > 0) {
                LockSupport.parkNanos(context.remainingNanos());
              }
              return new Price("tea", BigDecimal.TEN);
            });
    CallContext.none()
        .withTimeout(Duration.ofSeconds(3))
        .call(() -> assertThat(prices.price("tea").amount()).isEqualTo("1"));

    MethodFigures figures = figures(f -> f.failed() == 1);
    assertThat(figures.compared()).isZero();
    assertThat(figures.lastFailure().orElseThrow()).contains("answered after its deadline");
  }

  @Test
  void whatever_a_candidate_throws_reaches_no_caller() throws Exception {
    List<Throwable> thrown =
        List.of(
            new ModuleUnavailable("nobody is there", true, null),
            new CallFailed("broke"),
            new IllegalStateException("a defect"),
            new StackOverflowError());
    AtomicInteger next = new AtomicInteger();
    Prices prices =
        prices(
            costs("1"),
            (method, arguments, context, isRepeatable) -> {
              Throwable e = thrown.get(next.getAndIncrement());
              if (e instanceof Error error) {
                throw error;
              }
              throw (Exception) e;
            });
    for (int i = 0; i < thrown.size(); i++) {
      assertThat(prices.price("tea").amount()).isEqualTo("1");
    }

    assertThat(figures(f -> f.failed() == thrown.size()).compared()).isZero();
    assertThat(differences()).isEmpty();
  }

  @Test
  void without_an_answer_of_the_control_there_is_nothing_to_compare() {
    AtomicInteger asked = new AtomicInteger();
    Prices prices =
        prices(
            (method, arguments, context, isRepeatable) -> {
              throw new CallFailed("broke");
            },
            (method, arguments, context, isRepeatable) -> asked.incrementAndGet());

    assertThatThrownBy(() -> prices.price("tea")).hasMessage("broke");
    assertThat(runs.report(Optional.empty()).get(0).methods()).isEmpty();
    assertThat(asked).hasValue(0);
  }

  @Test
  void what_is_too_much_is_dropped_and_counted() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    ParallelRuns small = new ParallelRuns(1, 2);
    Prices prices =
        prices(
            small,
            costs("1"),
            (method, arguments, context, isRepeatable) -> {
              begun.countDown();
              end.await(60, TimeUnit.SECONDS);
              return new Price("tea", BigDecimal.ONE);
            },
            100);
    try {
      prices.price("tea");
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 5; i++) {
        prices.price("tea");
      }
      assertThat(figures(small, f -> true).dropped()).isEqualTo(3);
      end.countDown();
      assertThat(figures(small, f -> f.compared() == 3).dropped()).isEqualTo(3);
    } finally {
      small.stop();
    }
  }

  @Test
  void commands_are_never_asked_twice() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Prices prices =
        prices(
            costs("1"),
            (method, arguments, context, isRepeatable) -> {
              asked.incrementAndGet();
              return new Price("tea", BigDecimal.ONE);
            });
    prices.raise(new Price("tea", BigDecimal.ONE));
    prices.price("tea");
    figures(f -> f.equal() == 1);

    assertThat(asked).hasValue(1);
    assertThat(runs.report(Optional.empty()).get(0).methods())
        .extracting(MethodFigures::method)
        .containsExactly("Prices.price");
  }

  @Test
  void only_the_share_is_asked() throws Exception {
    ParallelRuns roomy = new ParallelRuns(1, 1000);
    try {
      Prices never = prices(roomy, costs("1"), costs("1"), 0);
      Prices fifth = prices(roomy, costs("1"), costs("1"), 20);
      for (int i = 0; i < 1000; i++) {
        never.price("tea");
      }
      assertThat(roomy.report(Optional.empty()).get(0).methods()).isEmpty();
      for (int i = 0; i < 1000; i++) {
        fifth.price("tea");
      }
      roomy.later(() -> roomy.of("prices").dropped(CONTRACT.methods().get(0)));
      assertThat(figures(roomy, f -> f.dropped() == 1).compared()).isBetween(120L, 280L);
    } finally {
      roomy.stop();
    }
  }

  @Test
  void the_configuration_says_what_is_compared_and_a_new_shadow_begins_anew() throws Exception {
    Map<String, String> wish =
        new ConcurrentHashMap<>(
            Map.of(
                "cleave.endpoint.prices.rest", "http://localhost:2",
                "cleave.endpoint.prices.rest.next", "http://localhost:3",
                "cleave.route.prices", "rest, shadow rest.next"));
    CleaveConfig config = CleaveConfig.of(wish);
    RemoteBindings remote =
        new RemoteBindings() {
          @Override
          public Binding to(ContractModel contract, URI endpoint) {
            return costs(Integer.toString(endpoint.getPort()));
          }

          @Override
          public void probe(String module, URI endpoint, Duration limit) {}
        };
    Transactions none = none();
    RouteTable table =
        new RouteTable(
            List.of(CONTRACT),
            new ContractServers(config, none),
            Map.of(BindingKind.REST, remote),
            none,
            config);
    ParallelRuns found = table.parallelRuns();
    Prices prices = (Prices) table.proxy(Prices.class);
    try {
      assertThat(prices.price("tea").amount()).isEqualTo("2");
      figures(found, f -> f.different() == 1);

      wish.put("cleave.route.prices", "rest");
      table.refresh("prices");
      prices.price("tea");
      assertThat(figures(found, f -> true).different()).isEqualTo(1);

      wish.put("cleave.route.prices", "rest, shadow rest.next");
      table.refresh("prices");
      assertThat(found.report(Optional.empty()).get(0).methods()).isEmpty();
      prices.price("tea");
      assertThat(figures(found, f -> f.different() > 0).different()).isEqualTo(1);
    } finally {
      found.stop();
    }
  }

  @Test
  void answers_that_agree_when_both_are_asked_again_have_settled() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    Binding changing =
        (method, arguments, context, isRepeatable) ->
            new Price("tea", new BigDecimal(asked.incrementAndGet() == 1 ? "1" : "2"));
    assertThat(prices(changing, costs("2")).price("tea").amount()).isEqualTo("1");
    figures(f -> f.settled() == 1);
    asked.set(0);
    prices(costs("2"), changing).price("tea");

    assertThat(figures(f -> f.settled() == 2))
        .isEqualTo(new MethodFigures("Prices.price", 2, 2, 2, 0, 0, 0, Optional.empty()));
    assertThat(differences()).isEmpty();
  }

  @Test
  void who_calls_and_the_trace_travel_and_the_deadline_is_a_new_one() throws Exception {
    ConcurrentLinkedQueue<CallContext> seen = new ConcurrentLinkedQueue<>();
    Prices prices =
        prices(
            costs("1"),
            (method, arguments, context, isRepeatable) -> {
              assertThat(context).isSameAs(CallContext.current());
              seen.add(context);
              return new Price("tea", BigDecimal.ONE);
            });
    Caller jane = new Caller(Caller.Kind.OPERATOR, "jane");
    CallContext.none()
        .withCaller(jane)
        .withTraceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
        .call(() -> prices.price("tea"));
    figures(f -> f.equal() == 1);

    CallContext context = seen.remove();
    assertThat(context.caller()).isEqualTo(jane);
    assertThat(context.traceparent().orElseThrow()).contains("4bf92f3577b34da6");
    assertThat(Duration.ofNanos(context.remainingNanos())).isBetween(Duration.ZERO, TIMEOUT);
  }

  @Test
  void the_last_hundred_differences_are_kept() throws Exception {
    ParallelRuns roomy = new ParallelRuns(1, 1000);
    Prices prices = prices(roomy, costs("1"), costs("2"), 100);
    for (int i = 0; i < 130; i++) {
      prices.price("sku-" + i);
    }
    figures(roomy, f -> f.different() == 130);
    roomy.stop();

    List<Difference> kept = roomy.report(Optional.empty()).get(0).differences();
    assertThat(kept).hasSize(100);
    assertThat(kept.get(0).arguments()).isEqualTo("{\"sku\":\"sku-30\"}");
    assertThat(kept.get(99).arguments()).isEqualTo("{\"sku\":\"sku-129\"}");
  }

  @Test
  void of_long_answers_the_part_is_kept_where_they_begin_to_differ() {
    String same = "x".repeat(5000);
    int place = Excerpt.firstDifference(same + "a" + same, same + "b" + same);

    assertThat(place).isEqualTo(5000);
    assertThat(Excerpt.of(same + "a" + same, place))
        .hasSizeLessThanOrEqualTo(2000)
        .startsWith("…x")
        .endsWith("x…")
        .contains("xax");
    assertThat(Excerpt.of(same, 3)).hasSizeLessThanOrEqualTo(2000).startsWith("x").endsWith("…");
    assertThat(Excerpt.of("short", 0)).isEqualTo("short");
    assertThat(
            Excerpt.of("😀".repeat(2000), 2001)
                .codePoints()
                .filter(c -> Character.getType(c) == Character.SURROGATE))
        .isEmpty();
  }

  @Test
  void another_comparison_begins_with_no_figures() throws Exception {
    prices(costs("1"), costs("2")).price("tea");
    figures(f -> f.different() == 1);

    runs.begin("prices");

    ModuleRun fresh = runs.report(Optional.of("prices")).get(0);
    assertThat(fresh.methods()).isEmpty();
    assertThat(fresh.differences()).isEmpty();
    assertThat(runs.report(Optional.of("unknown"))).isEmpty();
  }

  @Test
  void the_report_as_json_has_answers_as_text() throws Exception {
    prices(costs("1"), costs("2")).price("tea");
    figures(f -> f.different() == 1);

    JsonNode json =
        ContractJson.instance()
            .readTree(ContractJson.instance().writeValueAsString(runs.report(Optional.empty())))
            .get(0);

    assertThat(json.get("module").asText()).isEqualTo("prices");
    assertThat(json.get("since").asText()).endsWith("Z");
    assertThat(json.get("methods").get(0).toString())
        .isEqualTo(
            "{\"method\":\"Prices.price\",\"compared\":1,\"equal\":0,\"settled\":0,\"different\":1,"
                + "\"failed\":0,\"dropped\":0,\"lastFailure\":null}");
    JsonNode difference = json.get("differences").get(0);
    assertThat(difference.get("arguments").asText()).isEqualTo("{\"sku\":\"tea\"}");
    assertThat(difference.get("control").toString())
        .isEqualTo("{\"kind\":\"RESULT\",\"json\":\"{\\\"sku\\\":\\\"tea\\\",\\\"amount\\\":1}\"}");
  }
}
