package dev.cleave.runtime.event;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** A database cannot work now; that is nobody's failed attempt. */
final class DatabaseAway extends Exception {
  private static final long serialVersionUID = 1L;

  /** Connection exceptions, insufficient resources (disk full), operator intervention, system. */
  private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");

  DatabaseAway(Throwable cause) {
    super(cause.getMessage(), cause);
  }

  /** Whether the cause of a failure is the database itself. */
  static boolean isCauseOf(Throwable failure) {
    int depth = 0;
    for (Throwable cause = failure; cause != null && depth++ < 20; cause = cause.getCause()) {
      if (cause instanceof SQLTransientConnectionException
          || cause instanceof SQLNonTransientConnectionException
          || cause instanceof SQLRecoverableException) {
        return true;
      }
      if (cause instanceof SQLException sql
          && sql.getSQLState() != null
          && sql.getSQLState().length() == 5
          && CLASSES.contains(sql.getSQLState().substring(0, 2))
          && !sql.getSQLState().equals("57014")) {
        return true;
      }
    }
    return false;
  }
}
