package dev.cleave.test.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.cleave.CallContext;
import dev.cleave.CallFailed;
import dev.cleave.CommandInProgress;
import dev.cleave.IdempotencyKeyReused;
import dev.cleave.test.ContractSuite;
import dev.cleave.test.Together;
import dev.cleave.test.probe.Gate;
import dev.cleave.test.probe.Probe;
import dev.cleave.test.probe.Probe.Everything;
import dev.cleave.test.probe.Probe.Failure;
import dev.cleave.test.probe.Probe.NewThing;
import dev.cleave.test.probe.Probe.Seen;
import dev.cleave.test.probe.Probe.Thing;
import dev.cleave.test.probe.Probe.Work;
import dev.cleave.test.probe.Refused;
import dev.cleave.test.probe.Relay;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A command is executed once for each key. */
public abstract class CommandsSuite extends ContractSuite {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String name = UUID.randomUUID().toString();
  private final CallContext keyed = CallContext.none().withIdempotencyKey("key " + name);
  private final NewThing thing = new NewThing(name);

  @Inject private Probe probe;
  @Inject private Relay relay;

  protected CommandsSuite(String binding) {
    super(binding, "probe");
  }

  @Test
  void a_repeat_under_the_same_key_gets_the_result_of_the_first() {
    Thing first = keyed.call(() -> probe.make(thing));

    assertThat(keyed.call(() -> probe.make(thing))).isEqualTo(first);
    assertThat(probe.things(name)).isEqualTo(1);
  }

  @Test
  void every_value_of_a_result_is_the_same_when_repeated() {
    Everything value = ValuesSuite.everything();
    assertThat(keyed.call(() -> probe.echo(value))).isEqualTo(value);
    assertThat(keyed.call(() -> probe.echo(value))).isEqualTo(value);
  }

  @Test
  void a_command_without_result_is_not_executed_again() throws Exception {
    Thing made = probe.make(thing);
    for (int i = 0; i < 2; i++) {
      keyed.call(
          () -> {
            probe.remove(made.id());
            return null;
          });
    }
    assertThat(probe.things(name)).isZero();
  }

  @Test
  void without_a_key_every_command_is_a_new_one() {
    assertThat(probe.make(thing)).isNotEqualTo(probe.make(thing));
    assertThat(probe.things(name)).isEqualTo(2);
  }

  @Test
  void a_key_used_for_another_request_is_refused() {
    keyed.call(() -> probe.make(thing));

    assertThatExceptionOfType(IdempotencyKeyReused.class)
        .isThrownBy(() -> keyed.call(() -> probe.make(new NewThing(name + "'"))))
        .withMessageContaining("key " + name)
        .withMessageContaining("Probe.make");
    assertThatExceptionOfType(IdempotencyKeyReused.class)
        .isThrownBy(() -> keyed.call(() -> probe.seenByCommand()));
    assertThat(probe.things(name + "'")).isZero();
  }

  @Test
  void keys_in_any_script_are_told_apart() {
    for (String key : List.of("ключ-", "ключу", "🦊", "🐻", "a b", "ä", "ë")) {
      CallContext context = CallContext.none().withIdempotencyKey(key + name);
      String made = name + key;
      Thing first = context.call(() -> probe.make(new NewThing(made)));

      assertThat(context.call(() -> probe.make(new NewThing(made)))).as(key).isEqualTo(first);
    }
  }

  @Test
  void a_refused_command_leaves_its_key_free() throws Exception {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> keyed.call(() -> probe.makeAndFail(Failure.REFUSED, thing)));
    keyed.call(() -> probe.make(thing));

    assertThat(probe.things(name)).isEqualTo(1);
  }

  @Test
  void of_many_at_once_under_one_key_one_is_executed() throws Exception {
    List<Object> results = Together.run(16, i -> () -> keyed.call(() -> probe.make(thing)));

    assertThat(results).hasOnlyElementsOfType(Thing.class);
    assertThat(results.stream().distinct()).hasSize(1);
    assertThat(probe.things(name)).isEqualTo(1);
  }

  @Test
  void the_key_of_a_command_is_its_own() {
    List<Seen> seen = keyed.call(() -> relay.seenByCommands());
    List<String> keys = seen.stream().map(each -> each.key().orElseThrow()).toList();

    assertThat(keys.get(0)).isEqualTo("key " + name);
    assertThat(keys).doesNotHaveDuplicates();
    assertThat(keyed.call(() -> probe.seen()).key()).as("of a read").isEmpty();
  }

  @Test
  void a_repeat_while_work_is_in_progress_is_told_so() throws Exception {
    Gate.shut();
    Work work = new Work(name, 10_000, 0);
    CompletableFuture<Thing> first =
        CompletableFuture.supplyAsync(() -> keyed.call(() -> unchecked(work)));
    await().atMost(PATIENCE).until(() -> probe.things(name + "/1") == 1);

    assertThatExceptionOfType(CommandInProgress.class)
        .isThrownBy(() -> keyed.call(() -> probe.work(work)));
    Gate.open();
    Thing made = first.get(10, java.util.concurrent.TimeUnit.SECONDS);
    assertThat(keyed.<Thing, Refused>call(() -> probe.work(work))).isEqualTo(made);
    assertThat(probe.things(name + "/2")).isEqualTo(1);
  }

  @Test
  void work_that_failed_half_way_is_resumed_by_a_repeat() throws Exception {
    Work work = new Work(name, 0, 1);
    assertThatExceptionOfType(CallFailed.class)
        .isThrownBy(() -> keyed.call(() -> probe.work(work)));
    assertThat(probe.things(name + "/1")).isEqualTo(1);
    assertThat(probe.things(name + "/2")).isZero();

    Thing made = keyed.call(() -> probe.work(work));
    assertThat(keyed.<Thing, Refused>call(() -> probe.work(work))).isEqualTo(made);
    assertThat(probe.things(name + "/1")).isEqualTo(1);
    assertThat(probe.things(name + "/2")).isEqualTo(1);
  }

  private Thing unchecked(Work work) {
    try {
      return probe.work(work);
    } catch (Refused e) {
      throw new IllegalStateException(e);
    }
  }
}
