package dev.cleave.cli.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The jars in a WAR, which no class loader can read while they are in there. */
final class WarLibraries {

  private static final String FOLDER = "WEB-INF/lib/";

  private WarLibraries() {}

  /** Unpacks the jars whose file name is {@code wanted} into {@code directory}. */
  static List<Path> unpack(Path war, Path directory, Predicate<String> wanted) throws IOException {
    Files.createDirectories(directory);
    List<Path> jars = new ArrayList<>();
    try (ZipFile archive = new ZipFile(war.toFile())) {
      for (ZipEntry entry : archive.stream().toList()) {
        String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
        if (entry.getName().equals(FOLDER + name) && wanted.test(name)) {
          Path jar = directory.resolve(name);
          try (InputStream content = archive.getInputStream(entry)) {
            Files.copy(content, jar);
          }
          jars.add(jar);
        }
      }
    }
    return jars;
  }
}
