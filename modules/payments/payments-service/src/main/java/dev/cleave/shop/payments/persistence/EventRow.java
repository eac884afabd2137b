package dev.cleave.shop.payments.persistence;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.payments.PaymentId;
import dev.cleave.shop.payments.domain.WalletEvent;
import dev.cleave.shop.payments.domain.WalletEvent.Kind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A row of {@code wallet_event}, as far as a wallet follows from it; read only. */
@Entity
@Immutable
@Table(name = "wallet_event")
@IdClass(EventRow.Key.class)
class EventRow {
  @Id private int customer;
  @Id private long version;

  @Enumerated(EnumType.STRING)
  private Kind kind;

  private UUID payment;

  @Column(precision = 17, scale = Money.SCALE)
  private BigDecimal amount;

  /** For Jakarta Persistence. */
  protected EventRow() {}

  UserId customer() {
    return new UserId(customer);
  }

  WalletEvent toEvent() {
    return new WalletEvent(
        kind,
        Optional.ofNullable(payment).map(PaymentId::new),
        new Money(amount, BalanceColumns.CURRENCY));
  }

  /** The primary key. */
  record Key(int customer, long version) {}
}
