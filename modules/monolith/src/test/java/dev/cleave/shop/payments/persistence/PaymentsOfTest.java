package dev.cleave.shop.payments.persistence;

import dev.cleave.event.DerivedState.Report;
import dev.cleave.shop.ShopDatabase;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.payments.Authorise;
import dev.cleave.shop.payments.Deposit;
import dev.cleave.shop.payments.Payment;
import dev.cleave.shop.payments.PaymentId;
import dev.cleave.shop.payments.Payments;
import dev.cleave.shop.payments.Wallet;
import dev.cleave.shop.payments.application.LedgerAudit;
import dev.cleave.shop.payments.application.LedgerRebuild;
import dev.cleave.shop.payments.application.PaymentsService;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** The service on the real database, every call in a transaction of its own. */
final class PaymentsOfTest {
  private static final AtomicInteger CUSTOMERS = new AtomicInteger();

  /** A call in a transaction of its own. */
  interface Call<T> {
    T of(Payments payments) throws Exception;
  }

  /** Something done to the log in a transaction of its own. */
  interface LedgerCall<T> {
    T of(JpaLedger ledger) throws Exception;
  }

  /** As the container calls it: each step in a transaction of its own. */
  private static final class AuditInTransactions extends LedgerAudit {
    AuditInTransactions() {
      super(null);
    }

    @Override
    public Comparison compare(int after, int limit) {
      return in(em -> new LedgerAudit(tables(em)).compare(after, limit));
    }

    @Override
    public long renew(UserId customer) {
      return in(em -> new LedgerAudit(tables(em)).renew(customer));
    }

    @Override
    public Report renewTombstones() {
      return in(em -> new LedgerAudit(tables(em)).renewTombstones());
    }

    private static <T> T in(ShopDatabase.Work<T> work) {
      try {
        return ShopDatabase.inTransaction("payments", work);
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    private static JpaDerivedTables tables(EntityManager em) {
      JpaDerivedTables tables = new JpaDerivedTables();
      tables.em = em;
      return tables;
    }
  }

  static UserId newCustomer() {
    return new UserId(CUSTOMERS.incrementAndGet());
  }

  static PaymentId newId() {
    return new PaymentId(UUID.randomUUID());
  }

  LedgerRebuild rebuild() {
    return new LedgerRebuild(new AuditInTransactions());
  }

  UserId openWallet() throws Exception {
    UserId customer = newCustomer();
    open(customer);
    return customer;
  }

  boolean open(UserId customer) throws Exception {
    return inLedger(ledger -> ledger.open(customer));
  }

  Wallet deposit(UserId customer, String amount) throws Exception {
    return in(p -> p.deposit(customer, new Deposit(Money.usd(amount))));
  }

  Payment authorise(PaymentId id, UserId customer, String amount) throws Exception {
    return in(p -> p.authorise(new Authorise(id, customer, Money.usd(amount))));
  }

  Wallet wallet(UserId customer) throws Exception {
    return in(p -> p.wallet(customer));
  }

  Payment payment(PaymentId id) throws Exception {
    return in(p -> p.payment(id));
  }

  Payment capture(PaymentId id) throws Exception {
    return in(p -> p.capture(id));
  }

  Payment reverse(PaymentId id) throws Exception {
    return in(p -> p.reverse(id));
  }

  <T> T in(Call<T> call) throws Exception {
    return ShopDatabase.inTransaction(
        "payments",
        em -> {
          JpaCharges charges = new JpaCharges();
          charges.em = em;
          return call.of(new PaymentsService(ledger(em), charges, unheard(), unheard(), unheard()));
        });
  }

  <T> T inLedger(LedgerCall<T> call) throws Exception {
    return ShopDatabase.inTransaction("payments", em -> call.of(ledger(em)));
  }

  private static JpaLedger ledger(EntityManager em) {
    JpaLedger ledger = new JpaLedger();
    ledger.em = em;
    return ledger;
  }

  /** There is nobody to hear of it. */
  @SuppressWarnings("unchecked")
  private static <T> Event<T> unheard() {
    return (Event<T>)
        Proxy.newProxyInstance(
            PaymentsOfTest.class.getClassLoader(),
            new Class<?>[] {Event.class},
            (proxy, method, arguments) -> null);
  }
}
