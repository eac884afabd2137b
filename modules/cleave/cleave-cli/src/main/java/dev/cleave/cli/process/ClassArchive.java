package dev.cleave.cli.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Class data sharing archives (JEP 350) of programs that are alike: their classes, parsed and
 * verified, so that the next start need not do it again, which is half of the work of a server's
 * start. One archive serves them all: the JVM takes from it each class that is the same, and
 * ignores an archive that does not fit or is incomplete. The first process that finds none writes
 * one when it ends, which takes up to ten seconds.
 *
 * @param folder where they lie
 * @param program whose start this is
 * @param java which one runs it, as a part of the names
 * @param libraries tells which ones it has; what is built of the same ones needs no new archive
 * @param isUsable whether this Java can write one
 */
public record ClassArchive(
    Path folder, String program, String java, String libraries, boolean isUsable) {

  /** From here on class archiving crashes while dumping (seen on 25.0.3) and is not used. */
  private static final int FIRST_UNUSABLE_JAVA = 24;

  private static final String ARCHIVE = ".jsa";
  private static final String PART = ".jsa.part";

  /** The archives in {@code folder} for what is packaged as {@code file}, a WAR or a jar. */
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

  /** What the JVM of the program is told: to use an archive, to make one, or nothing. */
  public List<String> options() throws IOException {
    if (!isUsable) {
      return List.of();
    }
    Files.createDirectories(folder);
    Path own = folder.resolve(program + java + libraries + ARCHIVE);
    Path part = folder.resolve(program + java + libraries + PART);
    if (Files.exists(part) && Files.size(part) > 0) {
      Files.move(part, own, StandardCopyOption.REPLACE_EXISTING);
    }
    if (Files.exists(own)) {
      return using(own);
    }
    List<Path> outdated = files(name -> name.startsWith(program + "-java-"));
    if (outdated.isEmpty()) {
      Optional<Path> another =
          files(name -> name.contains(java) && name.endsWith(ARCHIVE)).stream().findFirst();
      if (another.isPresent()) {
        return using(another.get());
      }
      if (!files(name -> name.contains(java) && name.endsWith(PART)).isEmpty()) {
        return List.of(); // another process writes one when it ends
      }
    }
    for (Path each : outdated) {
      Files.delete(each);
    }
    Files.createFile(part);
    return List.of("-XX:ArchiveClassesAtExit=" + part, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
  }

  private static List<String> using(Path archive) {
    return List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:cds=off");
  }

  private List<Path> files(Predicate<String> name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> name.test(file.getFileName().toString())).toList();
    }
  }
}
