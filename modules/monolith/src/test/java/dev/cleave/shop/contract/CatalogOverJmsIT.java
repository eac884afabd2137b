package dev.cleave.shop.contract;

import dev.cleave.runtime.call.ContractServers;
import dev.cleave.runtime.call.Transactions;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.message.Broker;
import dev.cleave.runtime.message.MessageBindings;
import dev.cleave.runtime.route.BindingKind;
import dev.cleave.runtime.route.RouteTable;
import dev.cleave.shop.catalog.Catalog;
import dev.cleave.shop.catalog.Categories;
import dev.cleave.test.Routes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The catalog as a process sees it that does not have it. Where it is, it stays local, so the route
 * of this process does not lead there: it shares transactions.
 */
class CatalogOverJmsIT extends CatalogSuite {
  private static final List<String> BROKER =
      List.of("cleave.jms.url", "cleave.jms.user", "cleave.jms.password");

  private Broker broker;

  CatalogOverJmsIT() {
    super("local");
  }

  @BeforeEach
  void callFromElsewhere() {
    Routes.ofThisProcess().wish(Map.of("cleave.serve.catalog", "jms"));
    Config here = ConfigProvider.getConfig();
    Map<String, String> own = new HashMap<>(Map.of("cleave.route.catalog", "jms"));
    BROKER.forEach(key -> own.put(key, here.getValue(key, String.class)));
    CleaveConfig config = CleaveConfig.of(own);
    Transactions transactions = Transactions.ofThisServer();
    broker = new Broker(config);
    RouteTable elsewhere =
        new RouteTable(
            List.of(ContractModel.of(Catalog.class), ContractModel.of(Categories.class)),
            new ContractServers(config, transactions),
            Map.of(BindingKind.JMS, new MessageBindings(broker)),
            transactions,
            config);
    catalog = (Catalog) elsewhere.proxy(Catalog.class);
    categories = (Categories) elsewhere.proxy(Categories.class);
  }

  @AfterEach
  void leave() {
    broker.close();
    Routes.ofThisProcess().withdraw("cleave.serve.catalog");
  }
}
