package dev.cleave.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.cleave.CallContext;
import dev.cleave.CallFailed;
import dev.cleave.Caller;
import dev.cleave.DeadlineExceeded;
import dev.cleave.InvalidRequest;
import dev.cleave.ModuleStandby;
import dev.cleave.ModuleUnavailable;
import dev.cleave.grpc.Greetings.Nobody;
import dev.cleave.grpc.Greetings.Seen;
import dev.cleave.runtime.config.CleaveConfig;
import dev.cleave.runtime.grpc.Grpc;
import dev.cleave.runtime.standby.Rehearsal;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls from one process to another. */
class GrpcBindingTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private TestProcess there;
  private Grpc grpc;
  private Greetings greetings;

  @BeforeEach
  void start() throws Exception {
    there = new TestProcess();
    call(there.uri());
  }

  private void call(URI uri) {
    CleaveConfig config = TestProcess.elsewhere(uri, TestProcess.SECRET);
    grpc = new Grpc(config);
    greetings = TestProcess.callerOf(uri, grpc, config);
  }

  @AfterEach
  void stop() {
    grpc.close();
    there.close();
  }

  @Test
  void results_and_refusals_arrive() throws Exception {
    assertThat(greetings.greet("Zoë 🦊")).isEqualTo("Hello Zoë 🦊");
    assertThatExceptionOfType(Nobody.class)
        .isThrownBy(() -> greetings.greet("nobody"))
        .withMessage("There is nobody called nobody.")
        .withNoCause()
        .satisfies(e -> assertThat(e.name()).isEqualTo("nobody"));
  }

  @Test
  void a_defect_tells_nothing_but_its_incident() {
    assertThatExceptionOfType(CallFailed.class)
        .isThrownBy(() -> greetings.greet("defect"))
        .satisfies(
            e ->
                assertThat(e.getMessage())
                    .matches("Greetings.greet failed; nothing of it was kept.* [0-9a-f]{8}\\."));
  }

  @Test
  void what_no_path_can_carry_is_refused_before_it_is_sent() {
    assertThatExceptionOfType(InvalidRequest.class).isThrownBy(() -> greetings.greet("a/b"));
  }

  @Test
  void whose_call_it_is_travels_with_it() {
    CallContext context =
        CallContext.none()
            .withCaller(new Caller(Caller.Kind.OPERATOR, "Zoë: 李 100%"))
            .withTraceparent(TRACE);
    assertThat(context.call(() -> greetings.seen()))
        .isEqualTo(new Seen("OPERATOR", "Zoë: 李 100%", TRACE));
    assertThat(greetings.seen()).isEqualTo(new Seen("SYSTEM", "system", ""));
  }

  @Test
  void nobody_is_waited_for_longer_than_the_deadline() throws Exception {
    there.service.gate = new CountDownLatch(1);
    greetings.greet("a first call connects");
    assertThatExceptionOfType(DeadlineExceeded.class)
        .isThrownBy(
            () ->
                CallContext.none()
                    .withTimeout(Duration.ofSeconds(2))
                    .call(() -> greetings.slow(60_000)))
        .satisfies(e -> assertThat(e.isOutcomeKnown()).as(e.getMessage()).isFalse());
    there.service.gate.countDown();
  }

  @Test
  void a_caller_who_is_interrupted_gives_up_and_stays_interrupted() throws Exception {
    there.service.gate = new CountDownLatch(1);
    AtomicReference<Object> seen = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                greetings.slow(60_000);
              } catch (RuntimeException e) {
                seen.set(e.getClass().getSimpleName() + Thread.currentThread().isInterrupted());
              }
            });
    caller.start();
    await().atMost(PATIENCE).until(() -> there.service.slowCalls.get() == 1);
    caller.interrupt();
    caller.join(PATIENCE.toMillis());
    there.service.gate.countDown();

    assertThat(seen.get()).isEqualTo("ModuleUnavailabletrue");
  }

  @Test
  void where_nobody_listens_nothing_was_done_and_who_comes_back_is_found_at_once()
      throws Exception {
    int port = there.port();
    there.close();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThatExceptionOfType(ModuleUnavailable.class)
                    .isThrownBy(() -> greetings.greet("you"))
                    .withMessageContaining("Nothing answers for the module greetings")
                    .satisfies(e -> assertThat(e.isOutcomeKnown()).isTrue()));
    for (int i = 0; i < 20; i++) {
      assertThatExceptionOfType(ModuleUnavailable.class).isThrownBy(() -> greetings.greet("you"));
    }
    there = new TestProcess(port, Map.of());

    assertThat(greetings.greet("again")).isEqualTo("Hello again");
  }

  @Test
  void a_process_that_stands_by_answers_rehearsals_only() throws Exception {
    there.settings.put("cleave.standby.greetings", "true");
    there.refreshHealth();
    // The last attempt before the deadline may be late itself.
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThatExceptionOfType(ModuleStandby.class)
                    .isThrownBy(
                        () ->
                            CallContext.none()
                                .withTimeout(Duration.ofMillis(300))
                                .call(() -> greetings.seen())));
    assertThat(Rehearsal.<Seen>call(true, () -> greetings.seen()).kind()).isEqualTo("SYSTEM");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> grpc.probe("greetings", there.uri(), LIMIT))
        .withMessageContaining("stands by");
  }

  @Test
  void a_probe_tells_why_a_process_is_not_the_one() throws Exception {
    grpc.probe("greetings", there.uri(), LIMIT);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> grpc.probe("others", there.uri(), LIMIT))
        .withMessageContaining("does not serve the module others");
    try (ServerSocket free = new ServerSocket(0)) {
      URI nobody = URI.create("http://localhost:" + free.getLocalPort());
      free.close();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> grpc.probe("greetings", nobody, LIMIT))
          .withMessageContaining("Nothing answers for the module greetings at " + nobody);
    }
    Grpc stranger = new Grpc(TestProcess.elsewhere(there.uri(), "another secret"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stranger.probe("greetings", there.uri(), LIMIT))
        .withMessageContaining("does not accept this process's cleave.internal.secret");
    stranger.close();
  }

  @Test
  void a_taken_port_is_told_and_tried_again() throws Exception {
    try (ServerSocket other = new ServerSocket(0)) {
      Map<String, String> settings = there.settings;
      settings.put("cleave.grpc.host", "0.0.0.0");
      settings.put("cleave.grpc.port", Integer.toString(other.getLocalPort()));
      Grpc here = new Grpc(CleaveConfig.of(settings));
      here.refresh(there.host);
      assertThat(here.port()).isEmpty();
      assertThat(here.problem().orElseThrow())
          .contains("cleave.grpc.port = " + other.getLocalPort(), "cannot be opened");

      other.close();
      here.refresh(there.host);
      assertThat(here.port()).contains(Integer.parseInt(settings.get("cleave.grpc.port")));
      assertThat(here.problem()).isEmpty();

      settings.remove("cleave.grpc.port");
      here.refresh(there.host);
      assertThat(here.port()).isEmpty();
      here.close();
    }
  }
}
