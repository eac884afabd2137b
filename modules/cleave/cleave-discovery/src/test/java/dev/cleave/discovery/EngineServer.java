package dev.cleave.discovery;

import java.net.URI;

/** An engine that a test starts, stops, and starts again at the same address. */
interface EngineServer extends AutoCloseable {
  void start() throws Exception;

  URI uri();

  void stop() throws Exception;

  @Override
  default void close() throws Exception {
    stop();
  }
}
