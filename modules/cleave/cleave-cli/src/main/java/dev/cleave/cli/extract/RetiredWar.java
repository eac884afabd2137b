package dev.cleave.cli.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A WAR without the services of some modules. The same follows from leaving their jars out of its
 * pom; their contracts stay, since others call them.
 */
public final class RetiredWar {

  private RetiredWar() {}

  /** Copies {@code war} to {@code copy} without the services of {@code modules}. */
  public static Path of(Path war, List<String> modules, Path copy) throws IOException {
    Files.createDirectories(copy.getParent());
    Path part = copy.resolveSibling(copy.getFileName() + ".part");
    try (ZipFile from = new ZipFile(war.toFile());
        OutputStream file = Files.newOutputStream(part);
        ZipOutputStream to = new ZipOutputStream(file)) {
      to.setLevel(1);
      for (ZipEntry entry : from.stream().toList()) {
        if (modules.stream().noneMatch(module -> isServiceOf(module, entry.getName()))) {
          ZipEntry kept = new ZipEntry(entry.getName());
          kept.setTime(entry.getTime());
          to.putNextEntry(kept);
          try (InputStream content = from.getInputStream(entry)) {
            content.transferTo(to);
          }
          to.closeEntry();
        }
      }
    }
    Files.move(part, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    return copy;
  }

  private static boolean isServiceOf(String module, String entry) {
    return entry.startsWith("WEB-INF/lib/" + module + "-service-") && entry.endsWith(".jar");
  }
}
