package dev.cleave.shop.payments.application;

import dev.cleave.Page;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.payments.Authorise;
import dev.cleave.shop.payments.Deposit;
import dev.cleave.shop.payments.InsufficientFunds;
import dev.cleave.shop.payments.MoneyDeposited;
import dev.cleave.shop.payments.Payment;
import dev.cleave.shop.payments.PaymentCaptured;
import dev.cleave.shop.payments.PaymentDiffers;
import dev.cleave.shop.payments.PaymentId;
import dev.cleave.shop.payments.PaymentNotFound;
import dev.cleave.shop.payments.PaymentRefunded;
import dev.cleave.shop.payments.PaymentReversed;
import dev.cleave.shop.payments.PaymentVoided;
import dev.cleave.shop.payments.Payments;
import dev.cleave.shop.payments.Wallet;
import dev.cleave.shop.payments.WalletLimitExceeded;
import dev.cleave.shop.payments.WalletNotFound;
import dev.cleave.shop.payments.domain.Charge;
import dev.cleave.shop.payments.domain.Charges;
import dev.cleave.shop.payments.domain.Ledger;
import dev.cleave.shop.payments.domain.WalletEvent;
import dev.cleave.shop.payments.domain.WalletEvent.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/**
 * Serves wallets and payments. Every command on a payment locks that first, and then appends to the
 * wallet.
 */
@ApplicationScoped
@Transactional(rollbackOn = Exception.class)
public class PaymentsService implements Payments {
  private Ledger ledger;
  private Charges charges;
  private Bookkeeper bookkeeper;
  private Event<MoneyDeposited> deposited;
  private Event<PaymentCaptured> captured;
  private Event<PaymentReversed> reversed;
  private Sabotage sabotage;

  /** For the container's client proxy. */
  PaymentsService() {}

  @Inject
  public PaymentsService(
      Ledger ledger,
      Charges charges,
      Event<MoneyDeposited> deposited,
      Event<PaymentCaptured> captured,
      Event<PaymentReversed> reversed) {
    this(ledger, charges, deposited, captured, reversed, Sabotage.ofEnvironment());
  }

  PaymentsService(
      Ledger ledger,
      Charges charges,
      Event<MoneyDeposited> deposited,
      Event<PaymentCaptured> captured,
      Event<PaymentReversed> reversed,
      Sabotage sabotage) {
    this.ledger = ledger;
    this.charges = charges;
    this.bookkeeper = new Bookkeeper(ledger);
    this.deposited = deposited;
    this.captured = captured;
    this.reversed = reversed;
    this.sabotage = sabotage;
  }

  @Override
  public Page<Wallet> wallets(int page, int size) {
    return Page.of(ledger.page(Page.offset(page, size), size + 1), page, size);
  }

  @Override
  public Wallet wallet(UserId customer) throws WalletNotFound {
    return ledger.wallet(customer).orElseThrow(() -> new WalletNotFound(customer));
  }

  @Override
  @Transactional(rollbackOn = Exception.class)
  public Wallet deposit(UserId customer, Deposit deposit)
      throws WalletNotFound, WalletLimitExceeded {
    Money amount = deposit.amount();
    Wallet wallet =
        bookkeeper
            .<WalletLimitExceeded>append(
                customer,
                purse -> {
                  purse.requireRoom(amount);
                  return WalletEvent.deposited(amount);
                })
            .toWallet();
    deposited.fire(new MoneyDeposited(customer, amount));
    return wallet;
  }

  @Override
  @Transactional(rollbackOn = Exception.class)
  public Payment authorise(Authorise command)
      throws WalletNotFound, InsufficientFunds, PaymentDiffers, PaymentVoided {
    Charge charge = Charge.authorised(command.id(), command.customer(), command.amount());
    Optional<Charge> before = charges.addOrLock(charge);
    if (before.isPresent()) {
      before.get().requireRepeat(command);
      return before.get().toPayment();
    }
    hold(command.customer(), command.id(), command.amount());
    return charge.toPayment();
  }

  @Override
  public Payment payment(PaymentId id) throws PaymentNotFound {
    return charges.find(id).orElseThrow(() -> new PaymentNotFound(id)).toPayment();
  }

  @Override
  @Transactional(rollbackOn = Exception.class)
  public Payment capture(PaymentId id) throws PaymentNotFound, PaymentVoided, PaymentRefunded {
    Charge charge = charges.lock(id).orElseThrow(() -> new PaymentNotFound(id));
    Optional<WalletEvent> event = charge.capture();
    if (event.isEmpty()) {
      return charge.toPayment();
    }
    UserId customer = charge.customer().orElseThrow();
    Charge after = changed(charge, customer, event.get());
    if (sabotage == Sabotage.DOUBLE_CAPTURE) {
      payTwice(customer, event.get().amount());
    }
    captured.fire(new PaymentCaptured(id, customer, event.get().amount()));
    return after.toPayment();
  }

  @Override
  @Transactional(rollbackOn = Exception.class)
  public Payment reverse(PaymentId id) {
    Charge tombstone = Charge.tombstone(id);
    Charge charge = charges.addOrLock(tombstone).orElse(tombstone);
    Optional<WalletEvent> event = charge.reverse();
    if (event.isEmpty()) {
      return charge.toPayment();
    }
    UserId customer = charge.customer().orElseThrow();
    Charge after = changed(charge, customer, event.get());
    boolean wasCaptured = event.get().kind() == Kind.REFUNDED;
    reversed.fire(new PaymentReversed(id, customer, event.get().amount(), wasCaptured));
    return after.toPayment();
  }

  private void hold(UserId customer, PaymentId id, Money amount)
      throws WalletNotFound, InsufficientFunds {
    bookkeeper.<InsufficientFunds>append(
        customer,
        purse -> {
          purse.requireFunds(amount);
          return WalletEvent.of(Kind.AUTHORISED, id, amount);
        });
  }

  private Charge changed(Charge charge, UserId customer, WalletEvent event) {
    try {
      bookkeeper.<RuntimeException>append(customer, purse -> event);
    } catch (WalletNotFound e) {
      throw new IllegalStateException("Payment " + charge.id() + " is of no wallet", e);
    }
    Charge after = charge.after(event.kind());
    charges.save(after);
    return after;
  }

  /** SABOTAGE; see there. */
  private void payTwice(UserId customer, Money amount) {
    PaymentId unknown = new PaymentId(UUID.randomUUID());
    Charge charge = Charge.authorised(unknown, customer, amount);
    try {
      hold(customer, unknown, amount);
    } catch (WalletNotFound | InsufficientFunds e) {
      return;
    }
    charges.addOrLock(charge);
    changed(charge, customer, WalletEvent.of(Kind.CAPTURED, unknown, amount));
  }
}
