package dev.cleave.test.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleave.CallFailed;
import dev.cleave.CommandInTransaction;
import dev.cleave.test.ContractSuite;
import dev.cleave.test.probe.Probe;
import dev.cleave.test.probe.Probe.NewThing;
import dev.cleave.test.probe.Relay;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.UUID;
import javax.naming.InitialContext;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No transaction reaches from one module into another. */
public abstract class TransactionsSuite extends ContractSuite {
  private final String name = UUID.randomUUID().toString();
  private UserTransaction transaction;

  @Inject private Probe probe;
  @Inject private Relay relay;

  protected TransactionsSuite(String binding) {
    super(binding, "probe");
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
  void a_command_inside_a_transaction_is_refused_naming_both_methods() throws Exception {
    assertThatExceptionOfType(CommandInTransaction.class)
        .isThrownBy(() -> probe.make(new NewThing(name)))
        .withMessageContaining("Probe.make was called by ")
        .withMessageContaining(
            "TransactionsSuite.a_command_inside_a_transaction_is_refused_naming_both_methods");

    assertThat(transaction.getStatus()).isEqualTo(Status.STATUS_ACTIVE);
    transaction.commit();
    assertThat(probe.things(name)).isZero();
  }

  @Test
  void a_read_inside_a_transaction_sees_what_is_committed_and_leaves_it_open() throws Exception {
    insert();
    assertThat(probe.things(name)).isZero();

    assertThat(transaction.getStatus()).isEqualTo(Status.STATUS_ACTIVE);
    insert();
    transaction.commit();
    assertThat(probe.things(name)).isEqualTo(2);
  }

  @Test
  void a_command_called_by_a_transactional_command_fails_it_and_nothing_is_kept() throws Exception {
    transaction.commit();
    assertThatExceptionOfType(CallFailed.class)
        .isThrownBy(() -> relay.makeInsideTransaction(new NewThing(name)));

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
