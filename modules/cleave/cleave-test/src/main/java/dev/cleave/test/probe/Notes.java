package dev.cleave.test.probe;

import dev.cleave.event.EventContext;
import dev.cleave.event.EventListener;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Publishes what it is told, and makes things of what it hears. */
@ApplicationScoped
public class Notes {
  @Resource(lookup = "jdbc/probe")
  private DataSource dataSource;

  @Inject private Event<Noted> noted;

  /** Makes a thing and tells of it, in one transaction. */
  @Transactional
  public void note(String name, int number, int failures) {
    add(name + "/noted");
    noted.fire(new Noted(name, number, failures));
  }

  /** As {@link #note}, but nothing of it is kept. */
  @Transactional
  public void noteAndFail(String name) {
    note(name, 1, 0);
    throw new IllegalStateException("after it was noted");
  }

  /** Without any transaction. */
  @Transactional(Transactional.TxType.NEVER)
  public void noteOutsideTransaction(String name) {
    noted.fire(new Noted(name, 1, 0));
  }

  @EventListener("make-thing")
  void on(Noted event) {
    add(event.name() + "/" + event.number());
    if (EventContext.current().attempt() <= event.failures()) {
      throw new IllegalStateException("attempt " + EventContext.current().attempt());
    }
  }

  private void add(String name) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("insert into thing (name) values (?)")) {
      insert.setString(1, name);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
