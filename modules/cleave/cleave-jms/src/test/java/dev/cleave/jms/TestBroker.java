package dev.cleave.jms;

import dev.cleave.runtime.message.BrokerSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/** A broker with a journal on disk, which can be stopped and started again. */
final class TestBroker implements AutoCloseable {
  static final String USER = "cleave";
  static final String PASSWORD = "only for this test";

  /** Held, so that it keeps its level: what the tests do to the broker it complains about. */
  private static final Logger LOG = Logger.getLogger("org.apache.activemq");

  static {
    LOG.setLevel(Level.OFF);
  }

  private final Path directory;
  private final int port;
  private EmbeddedActiveMQ running;

  TestBroker(Path directory) throws IOException {
    this.directory = directory;
    try (ServerSocket socket = new ServerSocket(0)) {
      this.port = socket.getLocalPort();
    }
  }

  BrokerSettings settings(String password) {
    return new BrokerSettings("test", URI.create("tcp://localhost:" + port), USER, password);
  }

  void start() throws Exception {
    Configuration configuration =
        new ConfigurationImpl()
            .setJournalType(JournalType.NIO)
            .setJournalFileSize(1024 * 1024)
            .setMaxDiskUsage(-1)
            .setJournalDirectory(directory.resolve("journal").toString())
            .setBindingsDirectory(directory.resolve("bindings").toString())
            .setPagingDirectory(directory.resolve("paging").toString())
            .setLargeMessagesDirectory(directory.resolve("large").toString())
            .setMessageExpiryScanPeriod(100)
            .addAcceptorConfiguration("core", "tcp://localhost:" + port + "?protocols=CORE")
            .putSecurityRoles(
                "#",
                java.util.Set.of(
                    new Role(
                        "all", true, true, true, true, true, true, true, true, true, true, false,
                        false)))
            .addAddressSetting(
                "#",
                new AddressSettings()
                    .setDefaultQueueRoutingType(RoutingType.ANYCAST)
                    .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                    .setExpiryAddress(SimpleString.of("cleave.expired"))
                    .setAutoDeleteQueues(false)
                    .setAutoDeleteAddresses(false))
            .addQueueConfiguration(
                QueueConfiguration.of("cleave.expired").setRoutingType(RoutingType.ANYCAST));
    SecurityConfiguration users =
        new SecurityConfiguration(Map.of(USER, PASSWORD), Map.of(USER, java.util.List.of("all")));
    running =
        new EmbeddedActiveMQ()
            .setConfiguration(configuration)
            .setSecurityManager(
                new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
    running.start();
  }

  void stop() throws Exception {
    running.stop();
  }

  /** Makes a queue that no more than so many may take from, or changes one. */
  void allowConsumers(String queue, int most) throws Exception {
    QueueConfiguration configuration =
        QueueConfiguration.of(queue).setRoutingType(RoutingType.ANYCAST).setMaxConsumers(most);
    if (running.getActiveMQServer().locateQueue(queue) == null) {
      running.getActiveMQServer().createQueue(configuration);
    } else {
      running.getActiveMQServer().updateQueue(configuration);
    }
  }

  /** Messages in a queue; zero if there is none of that name. */
  long count(String queue) {
    Queue found = running.getActiveMQServer().locateQueue(queue);
    return found == null ? 0 : found.getMessageCount();
  }

  @Override
  public void close() throws Exception {
    stop();
  }
}
