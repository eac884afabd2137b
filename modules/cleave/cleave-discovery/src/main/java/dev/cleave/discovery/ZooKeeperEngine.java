package dev.cleave.discovery;

import dev.cleave.runtime.instance.Announcement;
import dev.cleave.runtime.instance.Announcer;
import dev.cleave.runtime.instance.FoundInstance;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.NoNodeException;
import org.apache.zookeeper.KeeperException.NodeExistsException;
import org.apache.zookeeper.data.Stat;

/**
 * ZooKeeper: an ephemeral node for each module a process serves, which goes with the session of the
 * process. What an earlier session left behind is replaced.
 */
final class ZooKeeperEngine implements Engine {
  private static final int CONNECT_SECONDS = 2;
  private static final int MOST = 1001;

  private final URI engine;
  private final Set<Announcement> registered = new HashSet<>();
  private CuratorFramework opened;

  ZooKeeperEngine(URI engine) {
    this.engine = engine;
  }

  private CuratorFramework client() throws IOException, InterruptedException {
    if (opened == null) {
      opened =
          CuratorFrameworkFactory.builder()
              .connectString(engine.getRawAuthority())
              .sessionTimeoutMs(Announcer.EXPIRY_SECONDS * 1000)
              .connectionTimeoutMs(CONNECT_SECONDS * 1000)
              .retryPolicy(new RetryOneTime(100))
              .ensembleTracker(false)
              .build();
      opened.start();
    }
    if (!opened.blockUntilConnected(CONNECT_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("no ZooKeeper answers at " + engine.getRawAuthority());
    }
    return opened;
  }

  @Override
  public List<FoundInstance> instances(String module, String binding) throws Exception {
    String folder = Registered.folder(engine, module, binding);
    List<FoundInstance> found = new ArrayList<>();
    try {
      for (String process : client().getChildren().forPath(folder)) {
        if (found.size() < MOST) {
          value(folder + "/" + process).map(Registered::read).ifPresent(found::add);
        } else {
          found.add(new FoundInstance("", 1)); // counted, not read
        }
      }
    } catch (NoNodeException e) {
      // nobody has ever registered for it
    }
    return found;
  }

  private java.util.Optional<String> value(String path) throws Exception {
    try {
      byte[] data = client().getData().forPath(path);
      return java.util.Optional.of(data == null ? "" : new String(data, StandardCharsets.UTF_8));
    } catch (NoNodeException e) {
      return java.util.Optional.empty(); // gone meanwhile
    }
  }

  @Override
  public void announce(Set<Announcement> served) throws Exception {
    for (Announcement gone : new HashSet<>(registered)) {
      if (!served.contains(gone)) {
        delete(Registered.place(engine, gone));
        registered.remove(gone);
      }
    }
    for (Announcement one : served) {
      keep(Registered.place(engine, one), Registered.value(one).getBytes(StandardCharsets.UTF_8));
      registered.add(one);
    }
  }

  private void keep(String path, byte[] value) throws Exception {
    long session = client().getZookeeperClient().getZooKeeper().getSessionId();
    Stat stat = new Stat();
    try {
      byte[] there = client().getData().storingStatIn(stat).forPath(path);
      if (stat.getEphemeralOwner() == session && java.util.Arrays.equals(there, value)) {
        return;
      }
      delete(path);
    } catch (NoNodeException e) {
      // to be created
    }
    try {
      client()
          .create()
          .creatingParentsIfNeeded()
          .withMode(CreateMode.EPHEMERAL)
          .forPath(path, value);
    } catch (NodeExistsException e) {
      throw new IOException(path + " is registered by another process of the same name", e);
    }
  }

  private void delete(String path) throws Exception {
    try {
      client().delete().forPath(path);
    } catch (NoNodeException e) {
      // as it is to be
    }
  }

  /** The end of the session takes all nodes with it. */
  @Override
  public void close() {
    if (opened != null) {
      opened.close();
    }
  }
}
