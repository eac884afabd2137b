package dev.cleave.runtime.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.ModuleContract;
import dev.cleave.runtime.call.ContractServers;
import dev.cleave.runtime.call.Transactions;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.contract.ContractModel;
import jakarta.transaction.TransactionManager;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** What a route asks of the bindings that it leads over. */
class RouteTableTest {
  @ModuleContract("prices")
  @Path("/prices")
  interface Prices {
    @GET
    int price();
  }

  @ModuleContract("prices")
  @Path("/rebates")
  interface Rebates {
    @GET
    int rebate();
  }

  @ModuleContract("stock")
  @Path("/stock")
  interface Stock {
    @GET
    int units();
  }

  private final Map<String, String> wish =
      new ConcurrentHashMap<>(
          Map.of(
              "cleave.endpoint.prices.rest", "http://localhost:2",
              "cleave.endpoint.prices.rest.next", "http://localhost:3",
              "cleave.endpoint.stock.rest", "http://localhost:4"));
  private final List<String> asked = new ArrayList<>();
  private boolean isServed = true;
  private final RouteTable table = table();

  private final class Recorded implements RemoteBindings {
    @Override
    public Binding to(ContractModel contract, URI endpoint) {
      return (method, arguments, context, isRepeatable) -> endpoint.getPort();
    }

    @Override
    public void probe(String module, URI endpoint, Duration limit) {
      asked.add("probe " + module + ' ' + endpoint.getPort());
      if (!isServed) {
        throw new IllegalArgumentException("nobody there");
      }
    }

    @Override
    public void prepare(ContractModel contract, URI endpoint) {
      asked.add("prepare %s %s".formatted(contract.name(), endpoint.getPort()));
      assertThat(((Prices) table.proxy(Prices.class)).price())
          .as("still the old route")
          .isEqualTo(2);
    }
  }

  private RouteTable table() {
    CleaveConfig config = CleaveConfig.of(wish);
    Transactions none =
        Transactions.of(
            (TransactionManager)
                Proxy.newProxyInstance(
                    RouteTableTest.class.getClassLoader(),
                    new Class<?>[] {TransactionManager.class},
                    (self, method, arguments) ->
                        method.getName().equals("getStatus")
                            ? jakarta.transaction.Status.STATUS_NO_TRANSACTION
                            : null));
    return new RouteTable(
        List.of(
            ContractModel.of(Prices.class),
            ContractModel.of(Rebates.class),
            ContractModel.of(Stock.class)),
        new ContractServers(config, none),
        Map.of(BindingKind.REST, new Recorded()),
        none,
        config);
  }

  private int price() {
    return ((Prices) table.proxy(Prices.class)).price();
  }

  @Test
  void what_first_calls_need_is_made_ready_before_the_route_is_in_effect() {
    assertThat(price()).isEqualTo(2);
    wish.put("cleave.route.prices", "rest.next");
    table.refresh("prices");

    assertThat(price()).isEqualTo(3);
    assertThat(asked).containsExactly("probe prices 3", "prepare Prices 3", "prepare Rebates 3");
  }

  @Test
  void nothing_is_made_for_a_process_that_does_not_serve_the_module() {
    isServed = false;
    wish.put("cleave.route.prices", "rest.next");
    table.refresh("prices");

    assertThat(price()).isEqualTo(2);
    assertThat(asked).containsExactly("probe prices 3");
  }
}
