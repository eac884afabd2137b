package dev.cleave.shop.accounts;

import dev.cleave.verify.ContractProto;
import dev.cleave.verify.ContractSnapshot;
import org.junit.jupiter.api.Test;

class AccountsContractTest {
  @Test
  void the_contract_grows_by_addition() {
    ContractSnapshot.of("dev.cleave.shop.accounts").verify();
  }

  @Test
  void each_field_keeps_its_number() {
    ContractProto.of("dev.cleave.shop.accounts").verify();
  }
}
