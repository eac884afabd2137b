package dev.cleave.cli.postgres;

import dev.cleave.cli.CommandFailed;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a database is.
 *
 * @param host of the server
 * @param port of the server
 * @param name of the database
 */
public record DatabaseAddress(String host, int port, String name) {

  private static final Pattern URL =
      Pattern.compile("jdbc:postgresql://([^:/?]+)(?::(\\d+))?/([^?]+)");
  private static final int DEFAULT_PORT = 5432;

  /**
   * Reads {@code jdbc:postgresql://host:port/name}.
   *
   * @throws CommandFailed for anything else, connection parameters included
   */
  public static DatabaseAddress of(String url) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      throw new CommandFailed(
          "database.url is \""
              + url
              + "\"; it must be of the form jdbc:postgresql://host:port/name");
    }
    int port = parts.group(2) == null ? DEFAULT_PORT : Integer.parseInt(parts.group(2));
    return new DatabaseAddress(parts.group(1), port, parts.group(3));
  }

  /** The same server's database of another name. */
  public DatabaseAddress database(String other) {
    return new DatabaseAddress(host, port, other);
  }

  /** As a JDBC URL. */
  public String url() {
    return "jdbc:postgresql://" + host + ":" + port + "/" + name;
  }
}
