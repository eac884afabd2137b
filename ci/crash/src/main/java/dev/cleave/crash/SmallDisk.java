package dev.cleave.crash;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** A file system of its own, in memory, that can be filled up. */
final class SmallDisk {

  private static final String SIZE = "1g";
  private static final int CHUNK = 1 << 20;
  private static final int SECONDS = 20;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /**
   * Mounts one at {@code folder}.
   *
   * @return {@code null} where that is not allowed
   */
  static SmallDisk mount(Path folder) throws IOException {
    Files.createDirectories(folder);
    return run("mount", "-t", "tmpfs", "-o", "size=" + SIZE, "cleave-crash", folder.toString())
        ? new SmallDisk(folder)
        : null;
  }

  /** Takes one away that a killed test has left at {@code folder}. */
  static void unmountLeftover(Path folder) throws IOException {
    if (Files.isDirectory(folder)
        && !Files.getFileStore(folder).equals(Files.getFileStore(folder.getParent()))) {
      run("umount", folder.toString());
    }
  }

  Path folder() {
    return folder;
  }

  /** Leaves not a byte. */
  void fill() throws IOException {
    byte[] zeros = new byte[CHUNK];
    for (int size : new int[] {CHUNK, 1 << 12, 1}) {
      try (OutputStream out =
          Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        while (true) {
          out.write(zeros, 0, size);
        }
      } catch (IOException full) {
        // That is what was wanted.
      }
    }
  }

  /** Makes room again. */
  void free() throws IOException {
    Files.deleteIfExists(filler());
  }

  void unmount() {
    try {
      run("umount", "-l", folder.toString());
    } catch (IOException failure) {
      System.err.println("crash: " + folder + " is still mounted: " + failure.getMessage());
    }
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  private static boolean run(String... command) throws IOException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }
}
