package dev.cleave.shop.payments.persistence;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.payments.PaymentId;
import dev.cleave.shop.payments.PaymentState;
import dev.cleave.shop.payments.domain.Charge;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/** A row of {@code payment}. */
@Entity
@Table(name = "payment")
class PaymentRow {
  @Id private UUID id;

  @Enumerated(EnumType.STRING)
  private PaymentState state;

  private Integer customer;

  @Column(precision = 17, scale = Money.SCALE)
  private BigDecimal amount;

  /** For Jakarta Persistence. */
  protected PaymentRow() {}

  PaymentRow(Charge charge) {
    id = charge.id().value();
    state = charge.state();
    customer = charge.customer().map(UserId::value).orElse(null);
    amount = charge.amount().map(Money::amount).orElse(null);
  }

  void state(PaymentState state) {
    this.state = state;
  }

  Charge toCharge() {
    return new Charge(
        new PaymentId(id),
        state,
        Optional.ofNullable(customer).map(UserId::new),
        Optional.ofNullable(amount).map(some -> new Money(some, BalanceColumns.CURRENCY)));
  }
}
