package dev.cleave.shop.contract;

class __Contract__OverLocalIT extends __Contract__Suite {
  __Contract__OverLocalIT() {
    super("local");
  }
}
