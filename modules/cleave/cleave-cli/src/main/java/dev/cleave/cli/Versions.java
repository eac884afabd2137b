package dev.cleave.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions of the servers, as the build states them. */
public final class Versions {

  private Versions() {}

  /** The version of Open Liberty. */
  public static String liberty() {
    return read().getProperty("liberty");
  }

  /** The version of the embedded PostgreSQL. */
  public static String postgresql() {
    return read().getProperty("postgresql");
  }

  private static Properties read() {
    Properties versions = new Properties();
    try (InputStream file = Versions.class.getResourceAsStream("versions.properties")) {
      versions.load(file);
      return versions;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
