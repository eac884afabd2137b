package dev.cleave.test.divergence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.CallContext;
import dev.cleave.Caller;
import dev.cleave.test.ContractSuite;
import dev.cleave.test.Together;
import dev.cleave.test.probe.Probe;
import dev.cleave.test.probe.Probe.NewThing;
import dev.cleave.test.probe.Probe.Seen;
import dev.cleave.test.probe.Relay;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whose call it is travels with it; calls made at the same time do not mix. */
public abstract class ContextSuite extends ContractSuite {
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Inject private Probe probe;
  @Inject private Relay relay;

  protected ContextSuite(String binding) {
    super(binding, "probe");
  }

  @Test
  void the_caller_is_the_same_however_deep_the_call() {
    for (Caller caller :
        List.of(
            Caller.OPERATOR,
            Caller.ANONYMOUS,
            Caller.SYSTEM,
            new Caller(Caller.Kind.OPERATOR, "Zoë: 李 🦊 100%"))) {
      List<Seen> seen = CallContext.none().withCaller(caller).call(() -> relay.seen());

      assertThat(seen).extracting(Seen::kind).containsOnly(caller.kind().name());
      assertThat(seen).extracting(Seen::caller).containsOnly(caller.name());
    }
  }

  @Test
  void nobody_in_particular_is_the_system() {
    assertThat(probe.seen().kind()).isEqualTo("SYSTEM");
  }

  @Test
  void the_trace_goes_through_nested_calls() {
    List<Seen> seen = CallContext.none().withTraceparent(TRACE).call(() -> relay.seen());

    assertThat(seen)
        .allSatisfy(
            each ->
                assertThat(each.traceparent().orElseThrow()).startsWith(TRACE.substring(0, 35)));
    assertThat(probe.seen().traceparent()).isEmpty();
  }

  @Test
  void a_call_leaves_the_context_of_its_caller_as_it_was() {
    CallContext own = CallContext.none().withCaller(Caller.OPERATOR).withIdempotencyKey("own");
    own.call(
        () -> {
          relay.seen();
          return assertThat(CallContext.current()).isSameAs(own);
        });
    assertThat(CallContext.current()).isSameAs(CallContext.none());
  }

  @Test
  void of_many_calls_at_once_each_gets_its_own_answer() throws Exception {
    List<Object> answers =
        Together.run(
            32,
            i ->
                () -> {
                  List<String> own = new ArrayList<>();
                  for (int n = 0; n < 20; n++) {
                    own.add(probe.text(i + "/" + n));
                  }
                  return own;
                });
    for (int i = 0; i < 32; i++) {
      for (int n = 0; n < 20; n++) {
        assertThat(((List<?>) answers.get(i)).get(n)).isEqualTo(i + "/" + n);
      }
    }
  }

  @Test
  void of_many_commands_at_once_each_is_executed_once() throws Exception {
    String name = UUID.randomUUID().toString();
    List<Object> made = Together.run(32, i -> () -> probe.make(new NewThing(name)));

    assertThat(made).doesNotHaveDuplicates().hasOnlyElementsOfType(Probe.Thing.class);
    assertThat(probe.things(name)).isEqualTo(32);
  }
}
