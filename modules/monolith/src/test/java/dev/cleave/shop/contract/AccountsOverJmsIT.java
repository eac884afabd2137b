package dev.cleave.shop.contract;

class AccountsOverJmsIT extends AccountsSuite {
  AccountsOverJmsIT() {
    super("jms");
  }
}
