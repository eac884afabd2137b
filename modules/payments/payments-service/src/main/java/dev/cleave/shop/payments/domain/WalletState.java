package dev.cleave.shop.payments.domain;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.payments.PaymentId;
import dev.cleave.shop.payments.domain.WalletEvent.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * All that follows from the events of one wallet.
 *
 * @param purse after all of them
 * @param snapshots as it was at some versions
 * @param charges its payments
 */
public record WalletState(Purse purse, Map<Long, Purse> snapshots, Map<PaymentId, Charge> charges) {
  public WalletState {
    snapshots = Map.copyOf(snapshots);
    charges = Map.copyOf(charges);
  }

  /** In how many parts the two differ. */
  public long differencesTo(WalletState other) {
    return (purse.equals(other.purse) ? 0 : 1)
        + differences(snapshots, other.snapshots)
        + differences(charges, other.charges);
  }

  private static <K> long differences(Map<K, ?> some, Map<K, ?> others) {
    Set<K> keys = new HashSet<>(some.keySet());
    keys.addAll(others.keySet());
    return keys.stream().filter(key -> !Objects.equals(some.get(key), others.get(key))).count();
  }

  /** Lets the state follow from the events, one by one. */
  public static final class Derivation {
    private final Map<Long, Purse> snapshots = new HashMap<>();
    private final Map<PaymentId, Charge> charges = new HashMap<>();
    private Purse purse;

    public Derivation(UserId customer) {
      purse = Purse.none(customer);
    }

    /**
     * @throws IllegalStateException if the event cannot follow those before it
     */
    public void add(WalletEvent event) {
      try {
        purse = purse.after(event);
        event.payment().ifPresent(payment -> add(payment, event));
      } catch (IllegalArgumentException e) {
        throw new IllegalStateException(
            "The log of the wallet of customer %s breaks at version %d: %s. Nothing was replaced."
                .formatted(purse.customer(), purse.version(), e.getMessage()),
            e);
      }
      if (purse.isSnapshotDue()) {
        snapshots.put(purse.version(), purse);
      }
    }

    private void add(PaymentId payment, WalletEvent event) {
      charges.compute(
          payment,
          (id, before) ->
              before == null && event.kind() == Kind.AUTHORISED
                  ? Charge.authorised(id, purse.customer(), event.amount())
                  : known(id, before).after(event.kind()));
    }

    private static Charge known(PaymentId id, Charge charge) {
      if (charge == null) {
        throw new IllegalArgumentException("payment " + id + " was never authorised");
      }
      return charge;
    }

    public WalletState state() {
      return new WalletState(purse, snapshots, charges);
    }
  }
}
