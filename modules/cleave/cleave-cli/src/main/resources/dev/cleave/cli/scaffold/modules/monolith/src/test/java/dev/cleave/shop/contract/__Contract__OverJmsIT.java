package dev.cleave.shop.contract;

class __Contract__OverJmsIT extends __Contract__Suite {
  __Contract__OverJmsIT() {
    super("jms");
  }
}
