package dev.cleave.cli.process;

import dev.cleave.cli.CommandFailed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Lets one command at a time change what runs. The operating system holds the lock, so it ends with
 * the command however that ends.
 */
public final class Exclusive implements AutoCloseable {

  /** Another command holds the lock. */
  public static final class Held extends CommandFailed {

    private static final long serialVersionUID = 1;

    private Held(String message) {
      super(message);
    }
  }

  private final FileChannel channel;

  private Exclusive(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock for {@code command}.
   *
   * @throws Held when another command holds it; the message says which
   */
  public static Exclusive of(Path file, String command) throws IOException {
    Files.createDirectories(file.getParent());
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      FileLock lock = tryLock(channel);
      if (lock == null) {
        throw new Held(
            Files.readString(file).strip()
                + " is at work in this folder: wait until it has ended, then repeat this command");
      }
      String holder = "./cleave " + command + " (process " + ProcessHandle.current().pid() + ")";
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
      return new Exclusive(channel);
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
