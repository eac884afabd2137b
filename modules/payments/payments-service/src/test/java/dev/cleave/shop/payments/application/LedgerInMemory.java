package dev.cleave.shop.payments.application;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.payments.PaymentId;
import dev.cleave.shop.payments.Wallet;
import dev.cleave.shop.payments.domain.Charge;
import dev.cleave.shop.payments.domain.Charges;
import dev.cleave.shop.payments.domain.Ledger;
import dev.cleave.shop.payments.domain.Purse;
import dev.cleave.shop.payments.domain.WalletEvent;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * Plays the part of the database for one thread: keeps events, and rolls back what was refused. It
 * can let somebody else be faster.
 */
class LedgerInMemory implements Ledger, Charges {
  /** An event at its place in the order of all. */
  record Recorded(UserId customer, WalletEvent event) {}

  private final List<Recorded> log = new ArrayList<>();
  private final Map<PaymentId, Charge> charges = new HashMap<>();
  private final Map<UserId, Purse> snapshots = new HashMap<>();
  private final Deque<Rival> rivals = new ArrayDeque<>();
  private final List<Recorded> rivalry = new ArrayList<>();
  private boolean isLocked;
  private int conflicts;

  private record Rival(UserId customer, WalletEvent event, Runnable then) {}

  /**
   * Lets somebody else append this event just before the next one that is to be appended to the
   * same wallet, unless that is locked.
   */
  void letBeFaster(UserId customer, WalletEvent event, Runnable then) {
    rivals.add(new Rival(customer, event, then));
  }

  /** Forgets those who did not get their turn. */
  void endRivalry() {
    rivals.clear();
  }

  int conflicts() {
    return conflicts;
  }

  List<Recorded> log() {
    return log;
  }

  Map<PaymentId, Charge> charges() {
    return charges;
  }

  /** Runs a command; what it changed is undone if it fails. */
  <T> T inTransaction(Callable<T> command) throws Exception {
    int size = log.size();
    Map<PaymentId, Charge> chargesBefore = Map.copyOf(charges);
    Map<UserId, Purse> snapshotsBefore = Map.copyOf(snapshots);
    try {
      return command.call();
    } catch (Exception e) {
      // What rivals appended is theirs.
      log.subList(size, log.size()).clear();
      log.addAll(rivalry);
      charges.clear();
      charges.putAll(chargesBefore);
      snapshots.clear();
      snapshots.putAll(snapshotsBefore);
      throw e;
    } finally {
      rivalry.clear();
      isLocked = false;
    }
  }

  /** The wallet by all of its events. */
  Purse fold(UserId customer) {
    return fold(Purse.none(customer));
  }

  private Purse fold(Purse from) {
    List<WalletEvent> events =
        log.stream()
            .filter(recorded -> recorded.customer().equals(from.customer()))
            .map(Recorded::event)
            .toList();
    Purse purse = from;
    for (WalletEvent event : events.subList((int) from.version(), events.size())) {
      purse = purse.after(event);
    }
    return purse;
  }

  /** What is on every account after the first events of all. */
  Map<String, BigDecimal> accountsAfter(int events) {
    Map<String, BigDecimal> accounts = new TreeMap<>();
    for (Recorded recorded : log.subList(0, events)) {
      Money amount = recorded.event().amount();
      recorded
          .event()
          .kind()
          .posting()
          .ifPresent(
              posting -> {
                String from = posting.from().nameFor(recorded.customer());
                String to = posting.to().nameFor(recorded.customer());
                accounts.merge(from, amount.amount().negate(), BigDecimal::add);
                accounts.merge(to, amount.amount(), BigDecimal::add);
              });
    }
    return accounts;
  }

  @Override
  public List<Wallet> page(int offset, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Wallet> wallet(UserId customer) {
    return load(customer).map(Purse::toWallet);
  }

  @Override
  public boolean open(UserId customer) {
    return load(customer).isEmpty() && append(Purse.none(customer), WalletEvent.opened());
  }

  @Override
  public Optional<Purse> load(UserId customer) {
    Purse snapshot = snapshots.getOrDefault(customer, Purse.none(customer));
    return Optional.of(fold(snapshot)).filter(purse -> purse.version() > 0);
  }

  @Override
  public Optional<Purse> lock(UserId customer) {
    isLocked = true;
    return load(customer);
  }

  @Override
  public boolean append(Purse loaded, WalletEvent event) {
    if (!isLocked && !rivals.isEmpty() && rivals.peek().customer().equals(loaded.customer())) {
      Rival rival = rivals.remove();
      record(fold(loaded.customer()), rival.event());
      rivalry.add(new Recorded(rival.customer(), rival.event()));
      rival.then().run();
    }
    if (fold(loaded.customer()).version() != loaded.version()) {
      conflicts++;
      return false;
    }
    record(loaded, event);
    return true;
  }

  private void record(Purse before, WalletEvent event) {
    Purse after = before.after(event);
    log.add(new Recorded(before.customer(), event));
    if (after.isSnapshotDue()) {
      snapshots.put(after.customer(), after);
    }
  }

  @Override
  public Optional<Charge> find(PaymentId id) {
    return Optional.ofNullable(charges.get(id));
  }

  @Override
  public Optional<Charge> lock(PaymentId id) {
    return find(id);
  }

  @Override
  public Optional<Charge> addOrLock(Charge charge) {
    return Optional.ofNullable(charges.putIfAbsent(charge.id(), charge));
  }

  @Override
  public void save(Charge charge) {
    charges.put(charge.id(), charge);
  }
}
