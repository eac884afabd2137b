package dev.cleave.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;

/**
 * The folder of everything that the broker keeps. One broker at a time has it: the operating system
 * holds the lock, so a broker that was killed leaves none behind.
 */
final class DataFolder implements AutoCloseable {

  private static final String NOTE = "artemis.pid";

  private final Path folder;
  private final FileChannel lock;

  private DataFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Takes the folder that {@code options} name, and notes in it which process has it. */
  static DataFolder take(BrokerOptions options) throws BrokerFailed {
    Path folder = options.data();
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder.getParent());
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock held = channel.tryLock();
      if (held == null) {
        throw new BrokerFailed(
            "another broker has the data in %s: stop it first (%s names its process)"
                .formatted(folder, folder.resolve(NOTE)));
      }
      DataFolder taken = new DataFolder(folder, channel);
      taken.note(options);
      return taken;
    } catch (IOException failure) {
      throw new BrokerFailed(folder + " cannot be used: " + failure, failure);
    }
  }

  /** How many bytes are free on its disk. */
  long free() throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }

  /** In the form in which the command notes its other processes. */
  private void note(BrokerOptions options) throws IOException {
    ProcessHandle self = ProcessHandle.current();
    String text =
        """
        name=artemis
        pid=%d
        started-at=%s
        port=%d
        internal-port=%d
        """
            .formatted(
                self.pid(),
                self.info().startInstant().orElseGet(Instant::now),
                options.port(),
                options.amqpPort());
    Path part = folder.resolve(NOTE + ".part");
    Files.writeString(part, text);
    Files.move(part, folder.resolve(NOTE), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(folder.resolve(NOTE));
    lock.close();
  }
}
