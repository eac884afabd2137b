package dev.cleave.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.curator.test.InstanceSpec;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ZooKeeperTest extends EngineSuite {
  private final EngineServer server = new ZooKeeperServer();

  /** The server of Curator's tests; its data is kept between two starts. */
  private static final class ZooKeeperServer implements EngineServer {
    private final InstanceSpec spec = InstanceSpec.newInstanceSpec();
    private TestingServer server;

    @Override
    public void start() throws Exception {
      if (server == null) {
        server = new TestingServer(spec, true);
      } else {
        server.restart();
      }
    }

    @Override
    public URI uri() {
      return URI.create("zookeeper://127.0.0.1:" + spec.getPort());
    }

    @Override
    public void stop() throws Exception {
      server.stop();
    }
  }

  @BeforeAll
  void start() throws Exception {
    server.start();
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
  }

  @Override
  EngineServer server() {
    return server;
  }

  @Test
  void values_that_are_none_of_cleaves_are_refused() throws Exception {
    try (CuratorFramework client =
            CuratorFrameworkFactory.newClient(server.uri().getAuthority(), new RetryOneTime(100));
        CallingProcess caller = new CallingProcess(server.uri())) {
      client.start();
      client
          .create()
          .creatingParentsIfNeeded()
          .forPath("/cleave/sums/rest/good", "{\"url\":\"http://localhost:9103\"}".getBytes());
      await(delay(), () -> caller.known().equals(List.of("http://localhost:9103")));
      client.create().forPath("/cleave/sums/rest/garbage", new byte[] {(byte) 0xff, 0, 1});
      await(delay(), () -> caller.problem().isPresent());
      assertThat(caller.known()).containsExactly("http://localhost:9103");
      client.delete().forPath("/cleave/sums/rest/garbage");
      await(delay(), () -> caller.problem().isEmpty());
      client.delete().forPath("/cleave/sums/rest/good");
    }
  }
}
