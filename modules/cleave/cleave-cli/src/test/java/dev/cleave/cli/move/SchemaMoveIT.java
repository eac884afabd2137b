package dev.cleave.cli.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A schema moves between two real servers, under a writer, and back; and what keeps it from that.
 */
class SchemaMoveIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static TwoServers servers;

  private final Progress progress = new Progress(new PrintWriter(new StringWriter()));
  private SchemaMove move;

  @BeforeAll
  static void start() throws Exception {
    servers = new TwoServers();
  }

  @AfterAll
  static void stop() throws Exception {
    servers.close();
  }

  @BeforeEach
  void two_sides_with_the_same_structure() throws Exception {
    servers.migrate();
    move = new SchemaMove(TwoServers.SCHEMA, servers.home, servers.own);
  }

  @Test
  void rows_written_during_the_move_are_all_at_the_new_side_and_its_numbers_go_on()
      throws Exception {
    servers.addCustomers(servers.home, 2000);
    move.requireMovable();
    AtomicBoolean isOver = new AtomicBoolean();
    ExecutorService writer = Executors.newSingleThreadExecutor();
    Future<Integer> written = writer.submit(() -> write(isOver));

    assertThat(move.copy(0, progress).rows()).isGreaterThanOrEqualTo(4000);
    move.catchUp(PATIENCE);
    move.compare();
    move.prepareWayBack();
    isOver.set(true);
    int count = written.get(20, TimeUnit.SECONDS);
    move.handOver(PATIENCE, true, true);
    move.open();

    assertThat(count).isPositive();
    assertThat(servers.count(servers.own, "customer")).isEqualTo(2000 + count);
    try (Connection module = servers.asModule(servers.own)) {
      TwoServers.execute(module, "insert into customer (name) values ('the next')");
    }
    assertThat(servers.own.column("select max(id)::text from shipping.customer"))
        .containsExactly(Integer.toString(2000 + count + 1));
    writer.shutdown();
  }

  private int write(AtomicBoolean isOver) throws SQLException {
    int written = 0;
    try (Connection module = servers.asModule(servers.home)) {
      while (!isOver.get() || written == 0) {
        TwoServers.execute(module, "insert into customer (name) values ('meanwhile')");
        TwoServers.execute(module, "update customer set name = name || '.' where id in (1, 2, 3)");
        written++;
      }
    }
    return written;
  }

  @Test
  void the_old_side_is_shut_and_follows_the_new_one_so_that_the_way_back_loses_nothing()
      throws Exception {
    servers.addCustomers(servers.home, 10);
    moveOut();

    try (Connection module = servers.asModule(servers.home)) {
      assertThatThrownBy(() -> TwoServers.execute(module, "delete from shipping.customer"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("permission denied");
    }
    try (Connection module = servers.asModule(servers.own)) {
      TwoServers.execute(module, "insert into customer (name) values ('at the new side')");
      TwoServers.execute(module, "delete from parcel where customer = 1");
    }
    SchemaMove back = new SchemaMove(TwoServers.SCHEMA, servers.own, servers.home);
    back.catchUp(PATIENCE);
    back.compare();
    back.prepareWayBack();
    back.handOver(PATIENCE, true, true);
    back.open();

    assertThat(servers.count(servers.home, "customer")).isEqualTo(11);
    assertThat(servers.count(servers.home, "parcel")).isEqualTo(9);
    try (Connection module = servers.asModule(servers.home)) {
      TwoServers.execute(module, "insert into customer (name) values ('home again')");
    }
    assertThat(servers.home.column("select max(id)::text from shipping.customer"))
        .containsExactly("12");
    move.abandon();
    assertThat(servers.home.column("select slot_name from pg_replication_slots")).isEmpty();
    assertThat(servers.own.column("select slot_name from pg_replication_slots")).isEmpty();
  }

  @Test
  void before_the_change_the_module_may_at_most_read_at_the_new_side() throws Exception {
    servers.addCustomers(servers.home, 10);
    move.copy(0, progress);
    move.catchUp(PATIENCE);

    try (Connection module = servers.asModule(servers.own)) {
      assertThatThrownBy(() -> TwoServers.execute(module, "select * from shipping.customer"))
          .hasMessageContaining("permission denied");
      move.openForReading();
      TwoServers.execute(module, "select * from shipping.customer");
      assertThatThrownBy(() -> TwoServers.execute(module, "delete from shipping.customer"))
          .hasMessageContaining("permission denied");
    }
  }

  private void moveOut() throws Exception {
    move.copy(0, progress);
    move.catchUp(PATIENCE);
    move.prepareWayBack();
    move.handOver(PATIENCE, true, true);
    move.open();
    move.cutForward();
  }

  @Test
  void a_copy_that_was_broken_off_begins_anew() throws Exception {
    servers.addCustomers(servers.home, 10);
    move.copy(0, progress);
    servers.own.execute(
        "alter subscription cleave_move_shipping disable",
        "alter subscription cleave_move_shipping set (slot_name = none)",
        "drop subscription cleave_move_shipping"); // as if killed between the copy and this

    assertThat(move.isFollowing()).isFalse();
    assertThat(move.copy(0, progress).rows()).isEqualTo(20);
    move.catchUp(PATIENCE);
    move.compare();
  }

  @Test
  void a_second_operator_is_refused_naming_the_first_until_that_one_has_ended() {
    try (MoveLock first = MoveLock.of(TwoServers.SCHEMA, servers.home)) {
      assertThatThrownBy(() -> MoveLock.of(TwoServers.SCHEMA, servers.home))
          .isInstanceOf(CommandFailed.class)
          .hasMessageContaining("somebody else moves the schema shipping (process ")
          .hasMessageContaining("nothing was done");
    }
    MoveLock.of(TwoServers.SCHEMA, servers.home).close();
  }

  @Test
  void a_target_that_has_rows_is_refused_and_left_as_it_is() throws Exception {
    servers.addCustomers(servers.home, 1);
    servers.addCustomers(servers.own, 3);

    assertThatThrownBy(() -> move.copy(0, progress))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("the target has rows already, in customer, parcel");
    assertThat(servers.count(servers.own, "customer")).isEqualTo(3);
    assertThat(servers.home.column("select slot_name from pg_replication_slots")).isEmpty();
  }

  @Test
  void a_target_with_another_structure_is_refused_naming_the_column() throws Exception {
    servers.own.execute("alter table shipping.parcel drop column weight cascade");
    servers.home.execute("alter table shipping.customer add column vip boolean");

    assertThatThrownBy(() -> move.copy(0, progress))
        .hasMessageContaining("the target lacks the column parcel.weight numeric(10,3)")
        .hasMessageContaining("customer.vip");
  }

  @Test
  void what_replication_cannot_carry_is_refused_naming_the_table_and_the_remedy() throws Exception {
    servers.home.execute(
        "create table shipping.nameless (n int)",
        "create unlogged table shipping.fleeting (n int primary key)",
        "create table shipping.picture (n int primary key, image oid)",
        "create schema if not exists billing",
        "create table if not exists billing.bill (customer bigint references shipping.customer)");

    assertThatThrownBy(move::requireMovable)
        .hasMessageContaining("shipping.nameless has no replica identity")
        .hasMessageContaining("give it a primary key")
        .hasMessageContaining("shipping.fleeting is unlogged")
        .hasMessageContaining("shipping.picture.image refers to large objects")
        .hasMessageContaining("bill (bill_customer_fkey) of another schema refers to this one");
    servers.home.execute("drop schema billing cascade");
  }

  @Test
  void a_transaction_that_does_not_end_keeps_the_sides_as_they_are() throws Exception {
    servers.addCustomers(servers.home, 10);
    move.copy(0, progress);
    move.catchUp(PATIENCE);
    try (Connection module = servers.asModule(servers.home)) {
      module.setAutoCommit(false);
      TwoServers.execute(module, "insert into customer (name) values ('undecided')");

      assertThatThrownBy(() -> move.handOver(Duration.ofMillis(200), true, true))
          .isInstanceOf(SchemaMove.Busy.class)
          .hasMessageContaining("does not end");
      move.takeBack();
      assertThat(move.longTransactions(Duration.ofMillis(1)).get(0)).contains("is open since");
      TwoServers.execute(module, "insert into customer (name) values ('still undecided')");
      assertThatCode(module::commit).doesNotThrowAnyException();
    }
    assertThat(servers.count(servers.home, "customer")).isEqualTo(12);
  }

  @Test
  void a_prepared_transaction_keeps_the_sides_as_they_are() throws Exception {
    servers.addCustomers(servers.home, 10);
    move.copy(0, progress);
    try (Connection module = servers.asModule(servers.home)) {
      module.setAutoCommit(false);
      TwoServers.execute(module, "insert into customer (name) values ('prepared')");
      TwoServers.execute(module, "prepare transaction 'in doubt'");
      module.setAutoCommit(true);
      try {
        assertThatThrownBy(() -> move.handOver(Duration.ofSeconds(2), true, true))
            .isInstanceOf(SchemaMove.Busy.class)
            .hasMessageMatching("(?s).*(prepared|lock timeout).*");
        move.takeBack();
      } finally {
        TwoServers.execute(module, "rollback prepared 'in doubt'");
      }
    }
    try (Connection module = servers.asModule(servers.home)) {
      TwoServers.execute(module, "insert into customer (name) values ('goes on')");
    }
  }

  @Test
  void a_target_that_is_gone_keeps_the_sides_as_they_are_and_catches_up_when_it_is_back()
      throws Exception {
    servers.addCustomers(servers.home, 10);
    move.copy(0, progress);
    int port = servers.ownServer.running().orElseThrow().port();
    servers.ownServer.stop();
    try {
      servers.addCustomers(servers.home, 5);
      assertThatThrownBy(() -> move.catchUp(Duration.ofSeconds(1)))
          .isInstanceOf(CommandFailed.class)
          .hasMessageContaining("the running system is untouched");
    } finally {
      servers.ownServer.start(port, new dev.cleave.cli.process.Undo(() -> {}));
    }
    move.catchUp(PATIENCE);
    assertThat(servers.count(servers.own, "customer")).isEqualTo(15);
  }

  @Test
  void a_change_that_cannot_be_applied_is_told_instead_of_waited_for() throws Exception {
    servers.addCustomers(servers.home, 2);
    move.copy(0, progress);
    servers.own.execute(
        "insert into shipping.customer (id, name) overriding system value values (3, 'in the way')");
    servers.addCustomers(servers.home, 1);

    assertThatThrownBy(() -> move.catchUp(PATIENCE)).hasMessageContaining("could not be applied");
  }

  @Test
  void a_row_that_differs_is_found() throws Exception {
    servers.addCustomers(servers.home, 200);
    move.copy(0, progress);
    servers.own.execute("update shipping.parcel set weight = weight + 0.001 where customer = 7");

    assertThatThrownBy(move::compare)
        .hasMessageContaining("do not hold the same: parcel: 1 rows differ");
  }

  @Test
  void a_copy_is_no_faster_than_it_may_be() throws Exception {
    servers.addCustomers(servers.home, 4000);
    long begin = System.nanoTime();

    SchemaMove.Copied copied = move.copy(200_000, progress);

    double seconds = (System.nanoTime() - begin) / 1e9;
    assertThat(copied.bytes() / seconds).isLessThan(220_000);
  }
}
