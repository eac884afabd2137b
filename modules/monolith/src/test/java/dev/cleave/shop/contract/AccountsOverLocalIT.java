package dev.cleave.shop.contract;

class AccountsOverLocalIT extends AccountsSuite {
  AccountsOverLocalIT() {
    super("local");
  }
}
