package dev.cleave.grpc.codec;

import java.io.IOException;

/** A message that cannot be what it should be: where, and what is wrong there. */
public final class Malformed extends IOException {
  private static final long serialVersionUID = 1L;
  private final String path;
  private final String reason;

  Malformed(String path, String reason) {
    super(path.isEmpty() ? reason : path + " " + reason);
    this.path = path;
    this.reason = reason;
  }

  Malformed(String reason) {
    this("", reason);
  }

  /** The same, seen from the message around it. */
  Malformed within(String field) {
    String inner = path.isEmpty() || path.startsWith("[") ? path : "." + path;
    return new Malformed(field + inner, reason);
  }

  /** The path of the field, such as {@code lines[0].quantity}; empty for the message itself. */
  public String path() {
    return path;
  }

  /** What would be right, or what is wrong; follows the name of the field in a sentence. */
  public String reason() {
    return reason;
  }
}
