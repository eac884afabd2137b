package dev.cleave.cli;

import java.util.Arrays;
import java.util.List;

/**
 * What can be set for this machine, in {@code .cleave.properties} beside the {@code cleave} script
 * or in the environment ({@code port.offset} is {@code CLEAVE_PORT_OFFSET} there, which wins).
 */
public enum Setting {
  PORT_OFFSET("port.offset", "0", "added to every port of app-server-config/ports.properties"),
  DATABASE_URL(
      "database.url",
      "",
      "jdbc:postgresql://host:port/name of a PostgreSQL server of your own (16 or newer); empty: the embedded one"),
  DATABASE_ADMIN_USER(
      "database.admin.user", "postgres", "its account that may create roles and databases"),
  DATABASE_ADMIN_PASSWORD("database.admin.password", "", "the password of that account"),
  BROKER_URL(
      "broker.url",
      "",
      "tcp://host:port of an Artemis broker of your own; none: no broker; empty: the embedded one"),
  BROKER_USER("broker.user", "", "the account that processes have at your own broker"),
  BROKER_PASSWORD("broker.password", "", "the password of that account"),
  JVM_OPTIONS(
      "jvm.options",
      "",
      "options of every server's JVM, with blanks between them; they come after those of app-server-config/liberty/jvm.options"),
  START_TIMEOUT("start.timeout", "180s", "how long a server may take until it is ready"),
  ROUTE_TIMEOUT("route.timeout", "15s", "how long a new route may take until it is in effect");

  /**
   * Beside these, {@code port.<process>}, {@code port.<process>.internal} and {@code
   * port.<process>.grpc} set one port.
   */
  static final String PORT_PREFIX = "port.";

  private final String key;
  private final String defaultValue;
  private final String meaning;

  Setting(String key, String defaultValue, String meaning) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.meaning = meaning;
  }

  /** The key in the file. */
  public String key() {
    return key;
  }

  /** The value when nothing is set. */
  public String defaultValue() {
    return defaultValue;
  }

  /** One line for people. */
  public String meaning() {
    return meaning;
  }

  /** Every key. */
  static List<String> keys() {
    return Arrays.stream(values()).map(Setting::key).toList();
  }
}
