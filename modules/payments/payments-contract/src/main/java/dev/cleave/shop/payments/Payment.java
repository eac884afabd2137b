package dev.cleave.shop.payments;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;
import java.util.Optional;

/**
 * A payment out of a wallet.
 *
 * @param id chosen by whoever authorised it
 * @param state where it stands
 * @param customer whose wallet it is; absent if it was reversed before it was authorised
 * @param amount absent if it was reversed before it was authorised
 */
public record Payment(
    PaymentId id, PaymentState state, Optional<UserId> customer, Optional<Money> amount) {
  public Payment {
    customer = customer == null ? Optional.empty() : customer;
    amount = amount == null ? Optional.empty() : amount;
  }
}
