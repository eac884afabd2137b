package dev.cleave.shop.contract;

class __Contract__OverRestIT extends __Contract__Suite {
  __Contract__OverRestIT() {
    super("rest");
  }
}
