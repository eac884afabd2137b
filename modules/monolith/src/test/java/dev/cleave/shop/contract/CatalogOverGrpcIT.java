package dev.cleave.shop.contract;

import dev.cleave.runtime.call.ContractServers;
import dev.cleave.runtime.call.Transactions;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.grpc.Grpc;
import dev.cleave.runtime.route.BindingKind;
import dev.cleave.runtime.route.RouteTable;
import dev.cleave.shop.catalog.Catalog;
import dev.cleave.shop.catalog.Categories;
import dev.cleave.test.Routes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The catalog as a process sees it that does not have it. Where it is, it stays local, so the route
 * of this process does not lead there: it shares transactions.
 */
class CatalogOverGrpcIT extends CatalogSuite {
  private Grpc grpc;

  CatalogOverGrpcIT() {
    super("local");
  }

  @BeforeEach
  void callFromElsewhere() {
    Routes here = Routes.ofThisProcess();
    CleaveConfig config =
        CleaveConfig.of(
            Map.of(
                "cleave.route.catalog",
                "grpc",
                "cleave.endpoint.catalog.grpc",
                here.endpoint("grpc").toString(),
                "cleave.internal.secret",
                here.secret()));
    grpc = new Grpc(config);
    Transactions transactions = Transactions.ofThisServer();
    RouteTable elsewhere =
        new RouteTable(
            List.of(ContractModel.of(Catalog.class), ContractModel.of(Categories.class)),
            new ContractServers(config, transactions),
            Map.of(BindingKind.GRPC, grpc),
            transactions,
            config);
    catalog = (Catalog) elsewhere.proxy(Catalog.class);
    categories = (Categories) elsewhere.proxy(Categories.class);
  }

  @AfterEach
  void leave() {
    grpc.close();
  }
}
