package dev.cleave.runtime.config;

import java.io.IOException;
import java.io.Reader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * The properties file named by {@code cleave.config.file} (environment variable {@code
 * CLEAVE_CONFIG_FILE}, system property, or a line {@code cleave.config.file} in
 * bootstrap.properties). It is looked at again at most every 100 ms; replace it atomically, by
 * rename. A file that cannot be read leaves the last values in effect and is logged once.
 */
public final class FileConfigSource implements ConfigSource {
  private static final Logger LOG = System.getLogger(FileConfigSource.class.getName());
  private static final long LOOK_AGAIN_NANOS = 100_000_000;

  /** Above Liberty's server.xml variables (500), below its appProperties (600). */
  private static final int ORDINAL = 550;

  private record Snapshot(
      Map<String, String> values, FileTime modified, long size, Object fileKey, long lookedAt) {}

  private static volatile long demanded = System.nanoTime();

  private final Path file;
  private volatile Snapshot snapshot =
      new Snapshot(Map.of(), null, -1, null, System.nanoTime() - LOOK_AGAIN_NANOS - 1);

  public FileConfigSource() {
    this(configuredFile());
  }

  FileConfigSource(Path file) {
    this.file = file;
  }

  private static Path configuredFile() {
    String name = System.getProperty(ConfigKey.CONFIG_FILE.key());
    if (name == null || name.isBlank()) {
      name = System.getenv("CLEAVE_CONFIG_FILE");
    }
    return name == null || name.isBlank() ? null : Path.of(name);
  }

  /** The next look at any value sees the file as it is from now on. */
  public static void lookNow() {
    demanded = System.nanoTime();
  }

  private static boolean isFresh(Snapshot seen) {
    return System.nanoTime() - seen.lookedAt() < LOOK_AGAIN_NANOS && seen.lookedAt() - demanded > 0;
  }

  private Map<String, String> values() {
    Snapshot seen = snapshot;
    if (file == null || isFresh(seen)) {
      return seen.values();
    }
    return lookAgain();
  }

  /** One thread at a time: a slow one must not put back what a faster one has replaced. */
  private synchronized Map<String, String> lookAgain() {
    Snapshot seen = snapshot;
    if (!isFresh(seen)) {
      snapshot = look(seen);
    }
    return snapshot.values();
  }

  private Snapshot look(Snapshot seen) {
    long now = System.nanoTime();
    try {
      var attributes =
          Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class);
      if (attributes.lastModifiedTime().equals(seen.modified())
          && attributes.size() == seen.size()
          && java.util.Objects.equals(attributes.fileKey(), seen.fileKey())) {
        return new Snapshot(seen.values(), seen.modified(), seen.size(), seen.fileKey(), now);
      }
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        properties.load(reader);
      }
      return new Snapshot(
          properties.stringPropertyNames().stream()
              .collect(Collectors.toUnmodifiableMap(n -> n, properties::getProperty)),
          attributes.lastModifiedTime(),
          attributes.size(),
          attributes.fileKey(),
          now);
    } catch (IOException | IllegalArgumentException e) {
      if (seen.size() != -2) {
        LOG.log(
            Level.WARNING,
            "cleave.config.file {0} cannot be read ({1}); the last values stay in effect",
            file,
            e.toString());
      }
      return new Snapshot(seen.values(), null, -2, null, now);
    }
  }

  @Override
  public Set<String> getPropertyNames() {
    return values().keySet();
  }

  @Override
  public Map<String, String> getProperties() {
    return values();
  }

  @Override
  public String getValue(String name) {
    return values().get(name);
  }

  @Override
  public String getName() {
    return file == null ? "cleave.config.file (none)" : "cleave.config.file " + file;
  }

  @Override
  public int getOrdinal() {
    return ORDINAL;
  }
}
