package dev.cleave.shop.payments.domain;

import dev.cleave.shop.payments.PaymentId;
import java.util.Optional;

/** All payments. */
public interface Charges {
  Optional<Charge> find(PaymentId id);

  /** The payment, which nobody else can change until the transaction ends. */
  Optional<Charge> lock(PaymentId id);

  /**
   * Adds a payment unless there is one with its id; a tombstone is noted in the log as well. Of two
   * that add it at once, one waits for the other and then finds it.
   *
   * @return the one that was there, locked as by {@link #lock}; empty if it was added
   */
  Optional<Charge> addOrLock(Charge charge);

  /** Keeps what became of a payment that was locked or added. */
  void save(Charge charge);
}
