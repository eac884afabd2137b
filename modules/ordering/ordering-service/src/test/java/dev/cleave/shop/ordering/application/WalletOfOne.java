package dev.cleave.shop.ordering.application;

import dev.cleave.Page;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.payments.Authorise;
import dev.cleave.shop.payments.Deposit;
import dev.cleave.shop.payments.InsufficientFunds;
import dev.cleave.shop.payments.Payment;
import dev.cleave.shop.payments.PaymentId;
import dev.cleave.shop.payments.PaymentNotFound;
import dev.cleave.shop.payments.PaymentRefunded;
import dev.cleave.shop.payments.PaymentState;
import dev.cleave.shop.payments.PaymentVoided;
import dev.cleave.shop.payments.Payments;
import dev.cleave.shop.payments.Wallet;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Payments as its contract promises it, of one customer, without database. */
final class WalletOfOne implements Payments {
  BigDecimal balance;
  BigDecimal held = BigDecimal.ZERO;
  BigDecimal paid = BigDecimal.ZERO;
  private final Crash crash;
  private final Map<PaymentId, Payment> all = new HashMap<>();

  WalletOfOne(String balance, Crash crash) {
    this.balance = new BigDecimal(balance);
    this.crash = crash;
  }

  PaymentState state(PaymentId id) {
    return all.get(id).state();
  }

  @Override
  public Payment authorise(Authorise command) throws InsufficientFunds, PaymentVoided {
    Payment known = all.get(command.id());
    if (known != null && known.state() == PaymentState.VOIDED) {
      throw new PaymentVoided(command.id());
    }
    if (known != null) {
      return known;
    }
    BigDecimal amount = command.amount().amount();
    if (amount.compareTo(balance) > 0) {
      throw new InsufficientFunds(
          command.customer(), command.amount(), Money.usd(balance.toPlainString()));
    }
    crash.around(
        () -> {
          balance = balance.subtract(amount);
          held = held.add(amount);
          put(
              command.id(),
              PaymentState.AUTHORISED,
              Optional.of(command.customer()),
              Optional.of(command.amount()));
        });
    return all.get(command.id());
  }

  @Override
  public Payment payment(PaymentId id) throws PaymentNotFound {
    return Optional.ofNullable(all.get(id)).orElseThrow(() -> new PaymentNotFound(id));
  }

  @Override
  public Payment capture(PaymentId id) throws PaymentNotFound, PaymentVoided, PaymentRefunded {
    Payment known = payment(id);
    switch (known.state()) {
      case VOIDED -> throw new PaymentVoided(id);
      case REFUNDED -> throw new PaymentRefunded(id);
      case AUTHORISED ->
          crash.around(
              () -> {
                held = held.subtract(amount(known));
                paid = paid.add(amount(known));
                put(id, PaymentState.CAPTURED, known.customer(), known.amount());
              });
      default -> {}
    }
    return all.get(id);
  }

  @Override
  public Payment reverse(PaymentId id) {
    Payment known =
        all.getOrDefault(
            id, new Payment(id, PaymentState.UNKNOWN, Optional.empty(), Optional.empty()));
    crash.around(
        () -> {
          switch (known.state()) {
            case AUTHORISED -> {
              held = held.subtract(amount(known));
              balance = balance.add(amount(known));
              put(id, PaymentState.VOIDED, known.customer(), known.amount());
            }
            case CAPTURED -> {
              paid = paid.subtract(amount(known));
              balance = balance.add(amount(known));
              put(id, PaymentState.REFUNDED, known.customer(), known.amount());
            }
            case UNKNOWN -> put(id, PaymentState.VOIDED, Optional.empty(), Optional.empty());
            default -> {}
          }
        });
    return all.get(id);
  }

  private void put(
      PaymentId id, PaymentState state, Optional<UserId> customer, Optional<Money> amount) {
    all.put(id, new Payment(id, state, customer, amount));
  }

  private static BigDecimal amount(Payment payment) {
    return payment.amount().orElseThrow().amount();
  }

  @Override
  public Page<Wallet> wallets(int page, int size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Wallet wallet(UserId customer) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Wallet deposit(UserId customer, Deposit deposit) {
    throw new UnsupportedOperationException();
  }
}
