package dev.cleave.shop;

import dev.cleave.cli.postgres.Provisioning;
import dev.cleave.verify.database.DatabaseCatalogue;
import java.sql.Connection;
import org.junit.jupiter.api.Test;

class SchemasIT {
  @Test
  void each_module_reaches_its_own_schema_alone() throws Exception {
    // Catalogues may be read by any role, so the least of them does.
    try (Connection connection = ShopDatabase.connection("accounts")) {
      DatabaseCatalogue catalogue = DatabaseCatalogue.of(connection).ownedBy(Provisioning.OWNER);
      for (String module : ShopDatabase.MODULES) {
        catalogue = catalogue.module(module, module, Provisioning.role(module));
      }
      catalogue.verify();
    }
  }
}
