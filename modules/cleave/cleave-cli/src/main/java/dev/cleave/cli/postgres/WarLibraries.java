package dev.cleave.cli.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The jars in a WAR, which no class loader can read while they are in there. */
public final class WarLibraries {

  private static final String FOLDER = "WEB-INF/lib/";

  private WarLibraries() {}

  /** The checksums of the jars whose file name is {@code wanted}, by name. */
  public static Map<String, Long> checksums(Path war, Predicate<String> wanted) throws IOException {
    Map<String, Long> checksums = new TreeMap<>();
    try (ZipFile archive = new ZipFile(war.toFile())) {
      for (ZipEntry entry : archive.stream().toList()) {
        if (isWanted(entry, wanted)) {
          checksums.put(nameOf(entry), entry.getCrc());
        }
      }
    }
    return checksums;
  }

  /** Unpacks the jars whose file name is {@code wanted} into {@code directory}, which is there. */
  public static List<Path> unpack(Path war, Path directory, Predicate<String> wanted)
      throws IOException {
    List<Path> jars = new ArrayList<>();
    try (ZipFile archive = new ZipFile(war.toFile())) {
      for (ZipEntry entry : archive.stream().toList()) {
        if (isWanted(entry, wanted)) {
          Path jar = directory.resolve(nameOf(entry));
          try (InputStream content = archive.getInputStream(entry)) {
            Files.copy(content, jar);
          }
          jars.add(jar);
        }
      }
    }
    return jars;
  }

  private static boolean isWanted(ZipEntry entry, Predicate<String> wanted) {
    return !entry.isDirectory()
        && entry.getName().equals(FOLDER + nameOf(entry))
        && wanted.test(nameOf(entry));
  }

  private static String nameOf(ZipEntry entry) {
    return entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
  }
}
