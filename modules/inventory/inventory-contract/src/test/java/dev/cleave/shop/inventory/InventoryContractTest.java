package dev.cleave.shop.inventory;

import dev.cleave.verify.ContractSnapshot;
import org.junit.jupiter.api.Test;

class InventoryContractTest {
  @Test
  void the_contract_grows_by_addition() {
    ContractSnapshot.of("dev.cleave.shop.inventory").verify();
  }
}
