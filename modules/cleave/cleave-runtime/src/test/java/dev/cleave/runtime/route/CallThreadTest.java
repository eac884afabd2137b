package dev.cleave.runtime.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.CallContext;
import dev.cleave.runtime.contract.ContractModel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a thread notes of its calls, the outermost one and those inside it. */
class CallThreadTest {
  private static final ContractModel CONTRACT = ContractModel.of(RouteSwitchTest.Sums.class);
  private static final int DEEPER_THAN_THE_FIRST_ARRAYS = 20;

  private final CallThread thread = CallThread.current();

  @Test
  void calls_of_contracts_in_turn_are_counted_each_for_itself() throws InterruptedException {
    CallCount one = new CallCount();
    CallCount other = new CallCount();
    for (int i = 0; i < 5; i++) {
      thread.count(one);
      thread.count(one);
      thread.count(other);
    }
    assertThat(one.sum()).isEqualTo(10);
    assertThat(other.sum()).isEqualTo(5);

    Thread ended =
        new Thread(
            () -> {
              CallThread.current().count(other);
              CallThread.current().count(one);
              CallThread.current().count(one);
            });
    ended.start();
    ended.join();
    thread.count(other);

    assertThat(one.sum()).isEqualTo(12);
    assertThat(other.sum()).isEqualTo(7);
  }

  @Test
  void each_call_is_on_its_route_until_it_is_over_however_deep_it_lies() {
    Route outer = route();
    Route inner = route();
    CallContext around = thread.slot().get();
    CallContext ofOuter = context();
    thread.push(outer);
    thread.bind(ofOuter);
    for (int i = 1; i <= DEEPER_THAN_THE_FIRST_ARRAYS; i++) {
      thread.push(inner);
      thread.bind(context());
      assertThat(thread.top()).isSameAs(inner);
      assertThat(inner.inFlight()).isEqualTo(i);
    }
    assertThat(outer.inFlight()).isEqualTo(1);

    for (int i = DEEPER_THAN_THE_FIRST_ARRAYS; i >= 1; i--) {
      thread.pop();
      assertThat(inner.inFlight()).isEqualTo(i - 1);
    }
    assertThat(thread.top()).isSameAs(outer);
    assertThat(thread.slot().get()).isSameAs(ofOuter);
    thread.pop();

    assertThat(outer.inFlight()).isZero();
    assertThat(thread.slot().get()).isSameAs(around);
  }

  private static Route route() {
    return new Route(
        CONTRACT,
        (method, arguments, context, isRepeatable) -> {
          throw new UnsupportedOperationException("no call is carried here");
        });
  }

  private static CallContext context() {
    return CallContext.none().withTimeout(Duration.ofMinutes(1));
  }
}
