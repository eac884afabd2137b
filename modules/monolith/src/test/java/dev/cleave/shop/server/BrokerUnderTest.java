package dev.cleave.shop.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/**
 * Artemis with the configuration of the product, in the JVM of the tests. Every command and every
 * group of events is delivered more than once: {@link RepeatedDeliveries}.
 */
public final class BrokerUnderTest {
  static final String USER = "cleave";
  static final String PASSWORD = "only for this test";

  /** Held, so that it keeps its level. */
  private static final Logger LOG = Logger.getLogger("org.apache.activemq");

  private static EmbeddedActiveMQ running;

  private BrokerUnderTest() {}

  /** Starts it on a port of its own; it ends with the JVM. */
  static int start(Path data) throws IOException {
    LOG.setLevel(Level.OFF);
    int port = ServerUnderTest.freePort();
    System.setProperty("cleave.broker.host", "localhost");
    System.setProperty("cleave.broker.port", Integer.toString(port));
    System.setProperty("cleave.broker.amqp-port", Integer.toString(ServerUnderTest.freePort()));
    System.setProperty("cleave.broker.data", data.toString());
    startAgain();
    return port;
  }

  /** Starts it with the data that it had. */
  public static void startAgain() throws IOException {
    running = new EmbeddedActiveMQ();
    running.setSecurityManager(
        new ActiveMQJAASSecurityManager(
            InVMLoginModule.class.getName(),
            new SecurityConfiguration(Map.of(USER, PASSWORD), Map.of(USER, List.of(USER)))));
    try {
      running.start();
    } catch (Exception e) {
      throw new IOException("the broker under test did not start", e);
    }
    running.getActiveMQServer().registerBrokerPlugin(new RepeatedDeliveries());
  }

  /** Stops it; its connections break. */
  public static void stop() throws IOException {
    try {
      running.stop();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
