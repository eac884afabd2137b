package dev.cleave.crash.fault;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.DatabaseStart;
import dev.cleave.cli.ServerStart;
import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.process.Undo;
import dev.cleave.cli.route.ModuleStatus;
import dev.cleave.cli.route.ProcessStatus;
import dev.cleave.crash.ShopUnderTest;
import dev.cleave.crash.fault.FaultyLink.Mode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Two processes of one module, each behind a link that can do harm, and one route to both. */
final class TwoInstances implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 50;

  private final ShopUnderTest shop;
  private final Undo undo;
  private final String module;
  private final Map<String, String> settings;
  private final List<String> processes;
  private final List<FaultyLink> links;

  /**
   * Two instances of a module of which one runs.
   *
   * @param settings of the callers
   */
  TwoInstances(ShopUnderTest shop, Undo undo, String module, Map<String, String> settings)
      throws IOException {
    this.shop = shop;
    this.undo = undo;
    this.module = module;
    this.settings = settings;
    this.processes = List.of(module, Deployment.second(module));
    this.links =
        List.of(
            new FaultyLink(shop.shop().internalPort(processes.get(0))),
            new FaultyLink(shop.shop().ports().internal(processes.get(1))));
  }

  /** Starts the instances that do not run; returns when callers use both. */
  void start() throws IOException, InterruptedException {
    shop.up();
    if (shop.shop().processes().find(processes.get(1)).isEmpty()) {
      new ServerStart(shop.shop(), shop.progress(), undo)
          .start(
              shop.shop().repository().deployment(processes.get(1)),
              new DatabaseStart(shop.shop(), shop.progress(), undo).address());
    }
    route();
  }

  /** Callers find the instances at their links. */
  private void route() throws IOException, InterruptedException {
    Map<String, String> lines = new TreeMap<>(settings);
    try (Reader reader = Files.newBufferedReader(shop.shop().routes().of(Deployment.MONOLITH))) {
      Properties present = new Properties();
      present.load(reader);
      present.forEach((key, value) -> lines.putIfAbsent(key.toString(), value.toString()));
    }
    lines.put(
        "cleave.endpoint.%s.rest".formatted(module),
        "http://localhost:%d, http://localhost:%d"
            .formatted(links.get(0).port(), links.get(1).port()));
    shop.shop().routes().write(Deployment.MONOLITH, lines);
    await(Integer.toString(links.get(1).port()));
  }

  private void await(String port) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      String endpoint = endpoint();
      if (endpoint.contains(port)) {
        return;
      }
      if (System.nanoTime() - end > 0) {
        throw new CommandFailed(
            "the monolith does not use both instances within %d s; it uses %s"
                .formatted(PATIENCE.toSeconds(), endpoint));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private String endpoint() throws IOException {
    ProcessStatus status;
    try {
      status = shop.shop().statusClient().status(shop.shop().running(Deployment.MONOLITH));
    } catch (IOException silent) {
      return "one that it does not tell: " + silent.getMessage();
    }
    return status.module(module).map(ModuleStatus::endpoint).orElse("none");
  }

  void begin(Harm harm) {
    FaultyLink link = links.get(harm.instance());
    switch (harm.kind()) {
      case KILL -> shop.kill(processes.get(harm.instance()));
      case SLOW -> link.become(Mode.SLOW);
      case CUT -> link.become(Mode.CUT);
      case ERRORS -> link.become(Mode.ERRORS);
      default -> throw new IllegalStateException("no such harm: " + harm);
    }
  }

  void end(Harm harm) throws IOException, InterruptedException {
    links.get(harm.instance()).become(Mode.FINE);
    if (harm.kind() == Harm.Kind.KILL) {
      start();
    }
  }

  @Override
  public void close() throws IOException {
    for (FaultyLink link : links) {
      link.close();
    }
  }
}
