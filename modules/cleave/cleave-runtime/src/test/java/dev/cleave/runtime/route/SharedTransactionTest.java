package dev.cleave.runtime.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.CallContext;
import dev.cleave.CommandInTransaction;
import dev.cleave.DeadlineExceeded;
import dev.cleave.ModuleContract;
import dev.cleave.SharedTransaction;
import dev.cleave.runtime.call.Transactions;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractModel;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionManager;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a call joins the caller's transaction, without a container. */
class SharedTransactionTest {
  private static final ContractModel CONTRACT = ContractModel.of(Sums.class);

  private final List<String> asked = new ArrayList<>();
  private int status = Status.STATUS_ACTIVE;

  @ModuleContract("sums")
  @Path("/sums")
  interface Sums {
    @SharedTransaction
    @POST
    int add(int n);
  }

  /** Joins; a call by any other way is an error. */
  private static class Joining implements Binding {
    @Override
    public Object call(
        ContractMethod method, Object[] arguments, CallContext context, boolean isRepeatable) {
      throw new AssertionError("not joined");
    }

    @Override
    public Object join(
        ContractMethod method, Object[] arguments, CallContext context, boolean isRepeatable) {
      assertThat(context).isSameAs(CallContext.current());
      return 2 * (int) arguments[0];
    }
  }

  @Test
  void a_call_inside_a_transaction_joins_it_and_leaves_its_end_to_the_caller() {
    assertThat(sums(new Joining(), Map.of()).add(4)).isEqualTo(8);

    assertThat(asked).isEmpty();
  }

  @Test
  void a_call_outside_a_transaction_is_like_any_other() {
    status = Status.STATUS_NO_TRANSACTION;

    assertThat(sums((method, arguments, context, isRepeatable) -> 7, Map.of()).add(4)).isEqualTo(7);
    assertThat(asked).isEmpty();
  }

  @Test
  void a_callee_that_fails_leaves_a_transaction_that_can_only_roll_back() {
    Binding failing =
        new Joining() {
          @Override
          public Object join(
              ContractMethod method, Object[] arguments, CallContext context, boolean repeatable) {
            throw new IllegalStateException("half done");
          }
        };

    assertThatThrownBy(() -> sums(failing, Map.of()).add(4)).hasMessage("half done");
    assertThat(asked).containsExactly("setRollbackOnly");
  }

  @Test
  void a_late_answer_leaves_a_transaction_that_can_only_roll_back() {
    Binding late =
        new Joining() {
          @Override
          public Object join(
              ContractMethod method, Object[] arguments, CallContext context, boolean repeatable) {
            while (context.remainingNanos() > 0) {
              Thread.onSpinWait();
            }
            return 1;
          }
        };

    assertThatThrownBy(() -> sums(late, Map.of("cleave.timeout", "5ms")).add(4))
        .isInstanceOf(DeadlineExceeded.class);
    assertThat(asked).containsExactly("setRollbackOnly");
  }

  @Test
  void no_transaction_travels_to_another_process_not_even_while_adopting() {
    Sums sums =
        sums(
            (method, arguments, context, isRepeatable) -> 7,
            Map.of("cleave.command-in-transaction", "warn"));

    assertThatThrownBy(() -> sums.add(4))
        .isInstanceOf(CommandInTransaction.class)
        .hasMessageStartingWith("Sums.add was called by ")
        .hasMessageContaining("the module sums is not served by this process");
    assertThat(asked).containsExactly("setRollbackOnly");
  }

  private Sums sums(Binding binding, Map<String, String> config) {
    ContractProxy proxy =
        new ContractProxy(
            CONTRACT,
            transactions(),
            new CallPolicy(CleaveConfig.of(config)),
            new Route(CONTRACT, binding));
    return (Sums) proxy.asContract();
  }

  private Transactions transactions() {
    return Transactions.of(
        (TransactionManager)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {TransactionManager.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("getStatus")) {
                    return status;
                  }
                  asked.add(method.getName());
                  return null;
                }));
  }
}
