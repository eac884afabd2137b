package dev.cleave.discovery;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Against a double of the documented API: no agent can be had here. */
class ConsulTest extends EngineSuite {
  private final ConsulDouble server = new ConsulDouble();

  @BeforeAll
  void start() throws Exception {
    server.start();
  }

  @AfterAll
  void stop() {
    server.stop();
  }

  @Override
  EngineServer server() {
    return server;
  }
}
