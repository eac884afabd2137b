package dev.cleave.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A class data sharing archive for one program (JEP 350): its classes, parsed and verified, so that
 * the next start need not do it again. The first process that has none writes it when it ends,
 * which takes up to ten seconds; later ones start one or two seconds sooner. An archive that does
 * not fit the JVM or is incomplete is ignored by the JVM.
 *
 * @param file where it lies; its name tells which Java and which WAR or jar it belongs to
 * @param isUsable whether this Java can write one
 */
public record ClassArchive(Path file, boolean isUsable) {

  /** From here on class archiving crashes while dumping (seen on 25.0.3) and is not used. */
  private static final int FIRST_UNUSABLE_JAVA = 24;

  /** The archive in {@code folder} of what is packaged as {@code program}, a WAR or a jar. */
  public static ClassArchive of(Path folder, Path program, Runtime.Version java)
      throws IOException {
    String name =
        "%s-java-%s-%x-%x.jsa"
            .formatted(
                program.getFileName().toString().replaceFirst("\\.[wj]ar$", ""),
                java,
                Files.size(program),
                Files.getLastModifiedTime(program).toMillis());
    return new ClassArchive(folder.resolve(name), java.feature() < FIRST_UNUSABLE_JAVA);
  }

  /** What the JVM of the program is told: to use the archive, or to make it. */
  public List<String> options() throws IOException {
    if (!isUsable) {
      return List.of();
    }
    Path written = file.resolveSibling(file.getFileName() + ".part");
    if (Files.exists(written)) {
      Files.move(written, file, StandardCopyOption.REPLACE_EXISTING);
    }
    if (Files.exists(file)) {
      return List.of("-XX:SharedArchiveFile=" + file, "-Xshare:auto", "-Xlog:cds=off");
    }
    Files.createDirectories(file.getParent());
    return List.of("-XX:ArchiveClassesAtExit=" + written, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
  }
}
