package dev.cleave.shop.payments.domain;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.payments.Authorise;
import dev.cleave.shop.payments.Payment;
import dev.cleave.shop.payments.PaymentDiffers;
import dev.cleave.shop.payments.PaymentId;
import dev.cleave.shop.payments.PaymentRefunded;
import dev.cleave.shop.payments.PaymentState;
import dev.cleave.shop.payments.PaymentVoided;
import dev.cleave.shop.payments.domain.WalletEvent.Kind;
import java.util.Optional;

/**
 * A payment and the rules by which it changes: from authorised to captured or voided, from captured
 * to refunded. Each change is an event of the wallet; a command that was carried out before needs
 * none.
 *
 * @param customer absent, as the amount is, from one that was reversed before it was authorised
 */
public record Charge(
    PaymentId id, PaymentState state, Optional<UserId> customer, Optional<Money> amount) {
  /** As it is once its amount is held. */
  public static Charge authorised(PaymentId id, UserId customer, Money amount) {
    return new Charge(id, PaymentState.AUTHORISED, Optional.of(customer), Optional.of(amount));
  }

  /** Reversed before it was authorised: an authorisation that comes later must be refused. */
  public static Charge tombstone(PaymentId id) {
    return new Charge(id, PaymentState.VOIDED, Optional.empty(), Optional.empty());
  }

  public boolean isTombstone() {
    return customer.isEmpty();
  }

  /** Refuses an authorisation unless it is a repeat of the one that this is. */
  public void requireRepeat(Authorise command) throws PaymentDiffers, PaymentVoided {
    if (isTombstone()) {
      throw new PaymentVoided(id);
    }
    if (!customer.get().equals(command.customer()) || !amount.get().equals(command.amount())) {
      throw new PaymentDiffers(id);
    }
    if (state == PaymentState.VOIDED) {
      throw new PaymentVoided(id);
    }
  }

  /** What happens when it is captured; empty if it was before. */
  public Optional<WalletEvent> capture() throws PaymentVoided, PaymentRefunded {
    return switch (state) {
      case AUTHORISED -> event(Kind.CAPTURED);
      case VOIDED -> throw new PaymentVoided(id);
      case REFUNDED -> throw new PaymentRefunded(id);
      default -> Optional.empty();
    };
  }

  /** What happens when it is reversed; empty if it was before. */
  public Optional<WalletEvent> reverse() {
    return switch (state) {
      case AUTHORISED -> event(Kind.VOIDED);
      case CAPTURED -> event(Kind.REFUNDED);
      default -> Optional.empty();
    };
  }

  /**
   * After one more event.
   *
   * @throws IllegalArgumentException if that cannot happen to it as it is
   */
  public Charge after(Kind kind) {
    PaymentState next =
        switch (kind) {
          case CAPTURED -> from(PaymentState.AUTHORISED, PaymentState.CAPTURED, kind);
          case VOIDED -> from(PaymentState.AUTHORISED, PaymentState.VOIDED, kind);
          case REFUNDED -> from(PaymentState.CAPTURED, PaymentState.REFUNDED, kind);
          default -> throw impossible(kind);
        };
    return new Charge(id, next, customer, amount);
  }

  public Payment toPayment() {
    return new Payment(id, state, customer, amount);
  }

  private Optional<WalletEvent> event(Kind kind) {
    return amount.map(moved -> WalletEvent.of(kind, id, moved));
  }

  private PaymentState from(PaymentState before, PaymentState next, Kind kind) {
    if (state != before) {
      throw impossible(kind);
    }
    return next;
  }

  private IllegalArgumentException impossible(Kind kind) {
    return new IllegalArgumentException(
        "payment %s is %s: it cannot be %s".formatted(id, state, kind));
  }
}
