package dev.cleave.test.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cleave.CallContext;
import dev.cleave.CallFailed;
import dev.cleave.IdempotencyKeyReused;
import dev.cleave.InvalidRequest;
import dev.cleave.test.ContractSuite;
import dev.cleave.test.Routes;
import dev.cleave.test.probe.Probe;
import dev.cleave.test.probe.Probe.Failure;
import dev.cleave.test.probe.Probe.NewThing;
import dev.cleave.test.probe.Probe.Thing;
import dev.cleave.test.probe.Refused;
import dev.cleave.test.probe.shared.SharedProbe;
import jakarta.inject.Inject;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.naming.InitialContext;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is marked for it joins the caller's transaction, and is kept or lost with it. */
public abstract class SharedTransactionsSuite extends ContractSuite {
  private final String name = UUID.randomUUID().toString();
  private UserTransaction transaction;

  @Inject private SharedProbe shared;
  @Inject private Probe probe;

  protected SharedTransactionsSuite(String binding) {
    super(binding, "shared-probe");
  }

  @BeforeEach
  void begin() throws Exception {
    transaction = InitialContext.doLookup("java:comp/UserTransaction");
    transaction.begin();
  }

  @AfterEach
  void end() throws Exception {
    if (transaction.getStatus() != Status.STATUS_NO_TRANSACTION) {
      transaction.rollback();
    }
  }

  @Test
  void caller_and_callee_commit_together() throws Exception {
    insert();
    shared.make(new NewThing(name));
    assertThat(probe.things(name)).isZero();

    transaction.commit();
    assertThat(probe.things(name)).isEqualTo(2);
  }

  @Test
  void a_caller_that_fails_after_the_call_takes_the_callee_with_it() throws Exception {
    insert();
    shared.make(new NewThing(name));

    transaction.rollback();
    assertThat(probe.things(name)).isZero();
  }

  @Test
  void a_refusal_by_the_callee_leaves_nothing_of_the_caller() throws Exception {
    insert();
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> shared.makeAndFail(Failure.REFUSED, new NewThing(name)))
        .satisfies(e -> assertThat(e.item().value()).isEqualTo(7));

    assertCommitRollsBack();
  }

  @Test
  void a_defect_of_the_callee_leaves_nothing_of_the_caller() throws Exception {
    insert();
    for (Failure failure : new Failure[] {Failure.RUNTIME_EXCEPTION, Failure.ERROR, Failure.NULL}) {
      assertThatExceptionOfType(CallFailed.class)
          .isThrownBy(() -> shared.makeAndFail(failure, new NewThing(name)))
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    assertCommitRollsBack();
  }

  @Test
  void an_invalid_request_is_refused_as_ever_and_leaves_nothing_of_the_caller() throws Exception {
    insert();
    assertThatExceptionOfType(InvalidRequest.class)
        .isThrownBy(() -> shared.make(new NewThing(" ")))
        .satisfies(e -> assertThat(e.violations().get(0).field()).isEqualTo("name"));

    assertCommitRollsBack();
  }

  @Test
  void a_key_counts_if_the_transaction_commits() throws Exception {
    CallContext keyed = CallContext.none().withIdempotencyKey(name);
    Thing lost = keyed.call(() -> shared.make(new NewThing(name)));
    transaction.rollback();
    assertThat(probe.things(name)).isZero();

    transaction.begin();
    Thing made = keyed.call(() -> shared.make(new NewThing(name)));
    assertThat(made).isNotEqualTo(lost);
    transaction.commit();

    transaction.begin();
    assertThat(keyed.<Thing, RuntimeException>call(() -> shared.make(new NewThing(name))))
        .isEqualTo(made);
    transaction.commit();
    assertThat(probe.things(name)).isEqualTo(1);

    transaction.begin();
    assertThatExceptionOfType(IdempotencyKeyReused.class)
        .isThrownBy(() -> keyed.call(() -> shared.make(new NewThing(name + "!"))));
    assertThat(transaction.getStatus()).isEqualTo(Status.STATUS_MARKED_ROLLBACK);
  }

  @Test
  void the_callee_knows_of_the_call_what_it_always_knows() {
    Probe.Seen outside = probe.seen();
    Probe.Seen seen =
        CallContext.none()
            .withIdempotencyKey(name)
            .withTimeout(Duration.ofSeconds(20))
            .call(() -> shared.seen());

    assertThat(seen.kind()).isEqualTo(outside.kind());
    assertThat(seen.caller()).isEqualTo(outside.caller());
    assertThat(seen.key()).contains(name);
    assertThat(seen.remainingMillis()).isBetween(1L, 20_000L);
  }

  @Test
  void outside_a_transaction_it_has_its_own() throws Exception {
    transaction.commit();
    shared.make(new NewThing(name));
    assertThat(probe.things(name)).isEqualTo(1);

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> shared.makeAndFail(Failure.REFUSED, new NewThing(name)));
    assertThat(probe.things(name)).isEqualTo(1);
  }

  @Test
  void its_module_is_not_routed_away_and_the_reason_names_the_method() {
    Routes routes = Routes.ofThisProcess();
    routes.wish(
        Map.of(
            "cleave.route.shared-probe",
            "rest",
            "cleave.endpoint.shared-probe.rest",
            routes.internal().toString()));
    await()
        .atMost(Routes.DEADLINE)
        .until(
            () ->
                routes.status("shared-probe").path("wished").asText().equals("rest")
                    && routes.status("shared-probe").hasNonNull("reason"));
    JsonNode status = routes.status("shared-probe");

    assertThat(status.path("effective").asText()).isEqualTo("local");
    assertThat(status.path("reason").asText())
        .contains("SharedProbe.make is a @SharedTransaction", "pins the module");
    routes.set("shared-probe", "local");
  }

  private void assertCommitRollsBack() throws Exception {
    assertThat(transaction.getStatus()).isEqualTo(Status.STATUS_MARKED_ROLLBACK);
    assertThatExceptionOfType(RollbackException.class).isThrownBy(() -> transaction.commit());
    assertThat(probe.things(name)).isZero();
  }

  private void insert() throws Exception {
    DataSource dataSource = InitialContext.doLookup("jdbc/probe");
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("insert into thing (name) values (?)")) {
      insert.setString(1, name);
      insert.executeUpdate();
    }
  }
}
