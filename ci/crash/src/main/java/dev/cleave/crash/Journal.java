package dev.cleave.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What the clients have sent and what they were answered, one JSON object a line, on the disk
 * before it counts: that something will be sent before it is sent, an answer before anything
 * follows from it. Safe for use by several threads.
 */
public final class Journal implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final FileChannel channel;
  private final boolean isForced;

  /** A new journal in {@code file}. */
  public Journal(Path file) throws IOException {
    this(file, true);
  }

  /**
   * A new journal in {@code file}.
   *
   * @param isForced whether each line is to outlive the machine; otherwise it outlives this process
   */
  public Journal(Path file, boolean isForced) throws IOException {
    this.file = file;
    this.isForced = isForced;
    this.channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING);
  }

  /** Where it is. */
  public Path file() {
    return file;
  }

  /** A command is about to be sent, for the first time or again. */
  public void sent(Command command) throws IOException {
    ObjectNode line = line("sent", command.key());
    line.put("kind", command.kind().name()).put("path", command.path());
    line.set("body", command.body());
    append(line);
  }

  /** The shop has carried it out. */
  public void answered(Command command, JsonNode answer) throws IOException {
    ObjectNode line = line("answered", command.key());
    line.set("answer", answer);
    append(line);
  }

  /** The shop has said no for good. */
  public void refused(Command command, String code) throws IOException {
    append(line("refused", command.key()).put("code", code));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static ObjectNode line(String what, String key) {
    return JSON.createObjectNode().put("what", what).put("key", key);
  }

  private synchronized void append(ObjectNode line) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    if (isForced) {
      channel.force(false);
    }
  }
}
