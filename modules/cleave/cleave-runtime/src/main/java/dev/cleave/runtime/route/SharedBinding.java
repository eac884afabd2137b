package dev.cleave.runtime.route;

import dev.cleave.CallContext;
import dev.cleave.Caller;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractParameter;
import dev.cleave.runtime.contract.ContractParameter.In;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Shares the calls of a contract among several ways. What is about the same thing goes the same
 * way: the way is chosen by the values of the path parameters, else by the idempotency key, else by
 * who calls, and only without any of these at random. A larger share takes calls from the others,
 * and none of its own goes elsewhere.
 */
final class SharedBinding implements Binding {
  private static final int ALL = 100;

  private final List<Share> shares;

  SharedBinding(List<Share> shares) {
    this.shares = List.copyOf(shares);
  }

  /** One of the ways and its percentage. */
  record Share(Binding binding, boolean isLocal, int percent) {}

  @Override
  public Object call(
      ContractMethod method, Object[] arguments, CallContext context, boolean isRepeatable)
      throws Exception {
    return chosenFor(method, arguments, context, isRepeatable)
        .call(method, arguments, context, isRepeatable);
  }

  @Override
  public Binding chosenFor(
      ContractMethod method, Object[] arguments, CallContext context, boolean isRepeatable) {
    return chosen(slot(method, arguments, context, isRepeatable));
  }

  /** A transaction does not travel: only here it can be joined. */
  @Override
  public Object join(
      ContractMethod method, Object[] arguments, CallContext context, boolean isRepeatable)
      throws Exception {
    for (Share share : shares) {
      if (share.isLocal()) {
        return share.binding().join(method, arguments, context, isRepeatable);
      }
    }
    return shares.get(0).binding().join(method, arguments, context, isRepeatable);
  }

  /** The last way takes the lowest slots, so that it keeps them when its share grows. */
  private Binding chosen(int slot) {
    int below = 0;
    for (int i = shares.size() - 1; i > 0; i--) {
      below += shares.get(i).percent();
      if (slot < below) {
        return shares.get(i).binding();
      }
    }
    return shares.get(0).percent() > 0 ? shares.get(0).binding() : shares.get(1).binding();
  }

  /** A number from 0 to 99, the same for calls about the same thing. */
  static int slot(
      ContractMethod method, Object[] arguments, CallContext context, boolean isRepeatable) {
    StringBuilder key = new StringBuilder();
    List<ContractParameter> parameters = method.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).in() == In.PATH) {
        key.append(arguments[i]).append('/');
      }
    }
    if (key.isEmpty() && isRepeatable) {
      key.append(context.idempotencyKey().orElse(""));
    }
    if (key.isEmpty() && isSomebody(context.caller())) {
      key.append(context.caller().name());
    }
    return key.isEmpty()
        ? ThreadLocalRandom.current().nextInt(ALL)
        : Math.floorMod(mixed(key.toString().hashCode()), ALL);
  }

  private static boolean isSomebody(Caller caller) {
    return !caller.equals(Caller.ANONYMOUS)
        && !caller.equals(Caller.SYSTEM)
        && !caller.equals(Caller.OPERATOR);
  }

  /** The finalizer of MurmurHash3: neighbouring numbers must not go the same way. */
  private static int mixed(int hash) {
    int h = hash;
    h ^= h >>> 16;
    h *= 0x85ebca6b;
    h ^= h >>> 13;
    h *= 0xc2b2ae35;
    h ^= h >>> 16;
    return h;
  }
}
