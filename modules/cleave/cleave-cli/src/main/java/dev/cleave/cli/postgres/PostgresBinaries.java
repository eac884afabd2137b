package dev.cleave.cli.postgres;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.FileTree;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks the PostgreSQL server that is on the class path of this command, once. */
public final class PostgresBinaries {

  private final Path directory;

  /**
   * The server in {@code directory}.
   *
   * @param directory named after the version, so that another version is unpacked beside it
   */
  public PostgresBinaries(Path directory) {
    this.directory = directory;
  }

  /** Whether the server has been unpacked. */
  public boolean areUnpacked() {
    return Files.isDirectory(directory);
  }

  /** Unpacks the server, unless it is there; half an archive is never taken for a server. */
  public void unpack() throws IOException {
    if (areUnpacked()) {
      return;
    }
    Path part = directory.resolveSibling(directory.getFileName() + ".part");
    FileTree.delete(part);
    Files.createDirectories(part);
    try (InputStream archive = archive();
        TarArchiveInputStream tar =
            new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, part);
      }
    }
    Files.move(part, directory, StandardCopyOption.ATOMIC_MOVE);
  }

  /** The program of that name. */
  public Path program(String name) {
    return directory.resolve("bin").resolve(name);
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    Path file = target.resolve(entry.getName()).normalize();
    if (!file.startsWith(target)) {
      throw new IOException("an archive entry leads out of its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, file);
    boolean isExecutable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        file, PosixFilePermissions.fromString(isExecutable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private static InputStream archive() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch");
    String name =
        "/postgres-%s-%s.txz"
            .formatted(
                system.contains("mac") ? "darwin" : "linux",
                List.of("aarch64", "arm64").contains(machine) ? "arm_64" : "x86_64");
    InputStream archive = PostgresBinaries.class.getResourceAsStream(name);
    if (archive == null) {
      throw new CommandFailed(
          "there is no embedded PostgreSQL for %s on %s: name a server of your own with database.url in .cleave.properties"
              .formatted(system, machine));
    }
    return archive;
  }
}
