package dev.cleave.shop.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.test.probe.Probe;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A data source that can only commit at once takes part in no transaction over two. */
@ArquillianTest
class OnePhaseResourceIT {
  private final String name = UUID.randomUUID().toString();
  private UserTransaction transaction;

  @Inject private Probe probe;

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
  void two_data_sources_that_are_xa_commit_together() throws Exception {
    execute("jdbc/catalog", "insert into category (name) values ('" + name + "')");
    execute("jdbc/inventory", "update stock set received = received where product = -1");
    transaction.commit();
  }

  @Test
  void one_that_is_not_xa_is_refused_beside_one_that_is() throws Exception {
    assertThatThrownBy(
        () -> {
          execute("jdbc/catalog", "insert into category (name) values ('" + name + "')");
          execute("jdbc/probe", "insert into thing (name) values ('" + name + "')");
          transaction.commit();
        });
    end();

    assertThat(probe.things(name)).isZero();
    transaction.begin();
    try (Connection connection = connection("jdbc/catalog");
        var rows =
            connection
                .createStatement()
                .executeQuery("select count(*) from category where name = '" + name + "'")) {
      rows.next();
      assertThat(rows.getInt(1)).isZero();
    }
  }

  private static void execute(String dataSource, String sql) throws SQLException, NamingException {
    try (Connection connection = connection(dataSource);
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private static Connection connection(String dataSource) throws SQLException, NamingException {
    return InitialContext.<DataSource>doLookup(dataSource).getConnection();
  }
}
