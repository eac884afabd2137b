package dev.cleave.shop.contract;

class AccountsOverRestIT extends AccountsSuite {
  AccountsOverRestIT() {
    super("rest");
  }
}
