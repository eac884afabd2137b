package dev.cleave.cli.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A class data sharing archive for one program (JEP 350): its classes, parsed and verified, so that
 * the next start need not do it again, which is half of the work of a server's start. The first
 * process that has none writes it when it ends, which takes up to ten seconds. The JVM takes from
 * an archive each class that is still the same, so it also serves what is built anew of the same
 * libraries, and programs that are alike.
 *
 * @param folder where it lies
 * @param program its name
 * @param java which one runs it, as a part of the names
 * @param libraries tells which ones it has
 * @param isUsable whether this Java can write one
 */
public record ClassArchive(
    Path folder, String program, String java, String libraries, boolean isUsable) {

  /** From here on class archiving crashes while dumping (seen on 25.0.3) and is not used. */
  private static final int FIRST_UNUSABLE_JAVA = 24;

  private static final String ARCHIVE = ".jsa";
  private static final String PART = ".jsa.part";

  /** The archive in {@code folder} for what is packaged as {@code file}, a WAR or a jar. */
  public static ClassArchive of(Path folder, Path file, Runtime.Version java) throws IOException {
    return new ClassArchive(
        folder,
        file.getFileName().toString().replaceFirst("\\.[wj]ar$", ""),
        "-java-" + java + '-',
        "%08x".formatted(libraries(file)),
        java.feature() < FIRST_UNUSABLE_JAVA);
  }

  /** A WAR holds its libraries under names with their versions, a jar's manifest names them. */
  private static long libraries(Path file) throws IOException {
    CRC32 sum = new CRC32();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().sorted(Comparator.comparing(ZipEntry::getName)).toList()) {
        sum.update(entry.getName().getBytes(UTF_8));
        if (entry.getName().equals("META-INF/MANIFEST.MF")) {
          sum.update(Long.toString(entry.getCrc()).getBytes(UTF_8));
        }
      }
    }
    return sum.getValue();
  }

  /** What the JVM of the program is told: to use the archive, or to make it. */
  public List<String> options() throws IOException {
    return options(program);
  }

  /**
   * What the JVM of the program is told where another one is like it: to use its own archive or
   * that of the other, or nothing.
   *
   * @param like the program whose archive it may use
   */
  public List<String> options(String like) throws IOException {
    if (!isUsable) {
      return List.of();
    }
    Files.createDirectories(folder);
    Path part = folder.resolve(program + java + libraries + PART);
    try {
      Path own = folder.resolve(program + java + libraries + ARCHIVE);
      if (isWhole(part)) {
        for (Path outdated : archives(program)) {
          Files.delete(outdated);
        }
        Files.move(part, own);
      }
      if (Files.exists(own)) {
        return using(own);
      }
      if (!like.equals(program)) {
        return archives(like).stream().findFirst().map(ClassArchive::using).orElse(List.of());
      }
      return List.of("-XX:ArchiveClassesAtExit=" + part, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    } catch (FileSystemException taken) {
      return List.of(); // by another start of the program; this one goes on without an archive
    }
  }

  /** The JVM writes the first bytes last; a process that is killed meanwhile leaves a torso. */
  private static boolean isWhole(Path part) throws IOException {
    if (!Files.exists(part)) {
      return false;
    }
    try (InputStream bytes = Files.newInputStream(part)) {
      byte[] first = bytes.readNBytes(4);
      return first.length == 4 && (first[0] | first[1] | first[2] | first[3]) != 0;
    }
  }

  private static List<String> using(Path archive) {
    return List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:cds=off");
  }

  private List<Path> archives(String of) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(of + java))
          .filter(file -> file.getFileName().toString().endsWith(ARCHIVE))
          .toList();
    }
  }
}
