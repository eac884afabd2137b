package dev.cleave.shop.notifications.mail;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the mail server is reached, by the configuration keys {@code shop.mail.*}.
 *
 * @param host of the mail server
 * @param port of the mail server
 * @param from whom messages come from
 * @param login if the mail server asks for one
 * @param security what protects the connection
 * @param timeout for connecting and for each answer
 */
record MailSettings(
    String host,
    int port,
    String from,
    Optional<Login> login,
    Security security,
    Duration timeout) {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int SMTP = 25;
  private static final int SMTPS = 465;
  private static final int MAX_PORT = 65_535;

  /** Name and password at the mail server. */
  record Login(String user, String password) {
    /** Without the password. */
    @Override
    public String toString() {
      return user;
    }
  }

  /** What protects the connection. */
  enum Security {
    /** Encrypted if the server offers it ({@code STARTTLS}). */
    OPPORTUNISTIC,
    /** Encrypted by {@code STARTTLS}, or nothing is sent. */
    STARTTLS,
    /** Encrypted from the start. */
    TLS
  }

  /**
   * The settings, if a mail server is configured.
   *
   * @param values of the configuration, by key
   * @throws IllegalArgumentException if something is missing or makes no sense
   */
  static Optional<MailSettings> of(Function<String, Optional<String>> values) {
    Function<String, Optional<String>> given =
        key -> values.apply(key).map(String::strip).filter(text -> !text.isEmpty());
    return given.apply("shop.mail.host").map(host -> complete(host, given));
  }

  private static MailSettings complete(String host, Function<String, Optional<String>> given) {
    Optional<Login> login = login(given);
    Security security = security(given, login.isPresent());
    return new MailSettings(
        host,
        port(given.apply("shop.mail.port"), security),
        given
            .apply("shop.mail.from")
            .filter(from -> from.matches("[^@\\s]+@[^@\\s]+"))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "shop.mail.host is set, so set shop.mail.from to the e-mail address that"
                            + " messages come from, such as shop@example.org.")),
        login,
        security,
        TIMEOUT);
  }

  private static Optional<Login> login(Function<String, Optional<String>> given) {
    Optional<String> user = given.apply("shop.mail.user");
    Optional<String> password = given.apply("shop.mail.password");
    if (user.isPresent() != password.isPresent()) {
      throw new IllegalArgumentException(
          "Set both shop.mail.user and shop.mail.password, or neither of them.");
    }
    return user.map(name -> new Login(name, password.get()));
  }

  /** A password does not travel in the clear unless somebody says so. */
  private static Security security(Function<String, Optional<String>> given, boolean hasLogin) {
    String text = given.apply("shop.mail.security").orElse(hasLogin ? "starttls" : "opportunistic");
    return switch (text) {
      case "opportunistic" -> Security.OPPORTUNISTIC;
      case "starttls" -> Security.STARTTLS;
      case "tls" -> Security.TLS;
      default ->
          throw new IllegalArgumentException(
              "shop.mail.security = \"%s\": write opportunistic, starttls or tls.".formatted(text));
    };
  }

  private static int port(Optional<String> text, Security security) {
    if (text.isEmpty()) {
      return security == Security.TLS ? SMTPS : SMTP;
    }
    try {
      int port = Integer.parseInt(text.get());
      if (port >= 1 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // falls through to the message
    }
    throw new IllegalArgumentException(
        "shop.mail.port = \"%s\": write a number from 1 to %d.".formatted(text.get(), MAX_PORT));
  }
}
