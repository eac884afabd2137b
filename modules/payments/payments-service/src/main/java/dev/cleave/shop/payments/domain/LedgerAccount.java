package dev.cleave.shop.payments.domain;

import dev.cleave.shop.accounts.UserId;

/** The accounts that money moves between. */
public enum LedgerAccount {
  /** Where all money comes from; as far below zero as there was deposited. One for the shop. */
  DEPOSITS("deposits", false),
  /** What a customer can spend. */
  WALLET("wallet", true),
  /** What is kept for a customer's authorised payments. */
  HELD("held", true),
  /** What was paid, less refunds. One for the shop. */
  REVENUE("revenue", false);

  private final String label;
  private final boolean isOfCustomer;

  LedgerAccount(String label, boolean isOfCustomer) {
    this.label = label;
    this.isOfCustomer = isOfCustomer;
  }

  /** The account's name, such as {@code wallet:17} or {@code revenue}. */
  public String nameFor(UserId customer) {
    return isOfCustomer ? label + ":" + customer : label;
  }
}
