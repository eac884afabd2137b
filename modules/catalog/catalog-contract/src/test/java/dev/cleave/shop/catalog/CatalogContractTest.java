package dev.cleave.shop.catalog;

import dev.cleave.verify.ContractProto;
import dev.cleave.verify.ContractSnapshot;
import org.junit.jupiter.api.Test;

class CatalogContractTest {
  @Test
  void the_contract_grows_by_addition() {
    ContractSnapshot.of("dev.cleave.shop.catalog").verify();
  }

  @Test
  void each_field_keeps_its_number() {
    ContractProto.of("dev.cleave.shop.catalog").verify();
  }
}
