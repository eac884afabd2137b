package dev.cleave.shop.payments.application;

import java.lang.System.Logger.Level;

/**
 * SABOTAGE, for the crash test alone, which must notice it: with {@code
 * CRASH_TEST_SABOTAGE=double-capture} in the environment every captured payment is paid a second
 * time, under an id that nobody knows, if the balance is enough. The books still balance; only
 * whoever compares them with the orders can tell.
 */
enum Sabotage {
  NONE,
  DOUBLE_CAPTURE;

  private static final Sabotage OF_ENVIRONMENT = read(System.getenv("CRASH_TEST_SABOTAGE"));

  static Sabotage ofEnvironment() {
    return OF_ENVIRONMENT;
  }

  private static Sabotage read(String wish) {
    if (!"double-capture".equals(wish)) {
      return NONE;
    }
    System.getLogger(Sabotage.class.getName())
        .log(Level.WARNING, "SABOTAGE double-capture: customers are made to pay twice");
    return DOUBLE_CAPTURE;
  }
}
