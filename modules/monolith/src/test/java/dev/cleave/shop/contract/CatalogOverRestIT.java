package dev.cleave.shop.contract;

import dev.cleave.runtime.call.ContractServers;
import dev.cleave.runtime.call.Transactions;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.rest.RestBindings;
import dev.cleave.runtime.route.BindingKind;
import dev.cleave.runtime.route.RouteTable;
import dev.cleave.shop.catalog.Catalog;
import dev.cleave.shop.catalog.Categories;
import dev.cleave.test.Routes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.BeforeEach;

/**
 * The catalog as a process sees it that does not have it. Where it is, it stays local, so the route
 * of this process does not lead there: it shares transactions.
 */
class CatalogOverRestIT extends CatalogSuite {
  CatalogOverRestIT() {
    super("local");
  }

  @BeforeEach
  void callFromElsewhere() {
    Routes here = Routes.ofThisProcess();
    CleaveConfig config =
        CleaveConfig.of(
            Map.of(
                "cleave.endpoint.catalog.rest",
                here.internal().toString(),
                "cleave.internal.secret",
                here.secret()));
    Transactions transactions = Transactions.ofThisServer();
    RouteTable elsewhere =
        new RouteTable(
            List.of(ContractModel.of(Catalog.class), ContractModel.of(Categories.class)),
            new ContractServers(config, transactions),
            Map.of(BindingKind.REST, new RestBindings(config, ForkJoinPool.commonPool())),
            transactions,
            config);
    catalog = (Catalog) elsewhere.proxy(Catalog.class);
    categories = (Categories) elsewhere.proxy(Categories.class);
  }
}
