package dev.cleave.runtime.rest;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Stops reading a body, whose length may not have been announced, where it gets too long. */
final class LimitedBody extends FilterInputStream {
  private final long limit;
  private long seen;

  LimitedBody(InputStream body, long limit) {
    super(body);
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    count(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    count(Math.max(read, 0));
    return read;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(int read) {
    seen += read;
    if (seen > limit) {
      throw new BodyTooLarge(limit);
    }
  }
}
