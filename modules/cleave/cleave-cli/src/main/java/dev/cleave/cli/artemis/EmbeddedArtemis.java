package dev.cleave.cli.artemis;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.process.ClassArchive;
import dev.cleave.cli.process.Detached;
import dev.cleave.cli.process.ProcessTable;
import dev.cleave.cli.process.RunningProcess;
import dev.cleave.cli.process.Undo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The message broker that belongs to this folder. It listens on the loopback interface only, for
 * the users {@code cleave}, who may do everything, and {@code outside}, who may do nothing with
 * what begins with {@code cleave.}. What it confirmed survives its process.
 */
public final class EmbeddedArtemis {

  /** How the broker is called among the running processes. */
  public static final String NAME = "artemis";

  private static final List<String> OPTIONS =
      List.of(
          "-Xmx192m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          // What is left after that is not to be relied on; the next start finds all messages.
          "-XX:+ExitOnOutOfMemoryError");

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(2);
  private static final long POLL_MILLIS = 20;

  private final BrokerCopy program;
  private final Path data;
  private final BrokerLog log;

  /**
   * The broker with its data and its running program in {@code folder}, appending to {@code log}.
   *
   * @param jar of the program, with {@code lib} beside it
   */
  public EmbeddedArtemis(Path jar, Path folder, Path log) {
    this.program = new BrokerCopy(jar, folder.resolve("program"));
    this.data = folder.resolve("data");
    this.log = new BrokerLog(log);
  }

  /**
   * Starts the broker and returns when it accepts connections.
   *
   * @param port of the Core protocol
   * @param amqpPort of AMQP 1.0
   * @param password of the user {@code cleave}
   * @param outsidePassword of the user {@code outside}
   * @param patience how long it may take
   * @param undo stops it again
   * @throws CommandFailed with the reason it gave, when it did not start
   */
  public RunningProcess start(
      int port, int amqpPort, String password, String outsidePassword, Duration patience, Undo undo)
      throws IOException {
    RunningProcess process = begin(port, amqpPort, password, outsidePassword, undo);
    awaitReady(process, patience);
    return process;
  }

  /**
   * Starts the process and returns at once; {@link #awaitReady} of this object says when it is up.
   */
  public RunningProcess begin(
      int port, int amqpPort, String password, String outsidePassword, Undo undo)
      throws IOException {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.keySet().removeIf(name -> name.startsWith("CLEAVE_"));
    environment.put("CLEAVE_ARTEMIS_PORT", Integer.toString(port));
    environment.put("CLEAVE_ARTEMIS_AMQP_PORT", Integer.toString(amqpPort));
    environment.put("CLEAVE_ARTEMIS_DATA", data.toString());
    environment.put("CLEAVE_ARTEMIS_PASSWORD", password);
    environment.put("CLEAVE_ARTEMIS_OUTSIDE_PASSWORD", outsidePassword);
    environment.put("MALLOC_ARENA_MAX", "2"); // many threads, little native memory each
    if (running().isEmpty()) {
      program.refresh();
    }
    log.begin();
    List<String> command = command();
    return undo.start(
        () -> {
          Process process = Detached.start(command, environment, program.folder(), log.file());
          return RunningProcess.of(NAME, process.toHandle(), port, amqpPort);
        },
        EmbeddedArtemis::stop);
  }

  /**
   * Returns when the broker that {@link #begin} started accepts connections.
   *
   * @throws CommandFailed with the reason it gave, when it ends or takes longer than {@code
   *     patience}
   */
  public void awaitReady(RunningProcess process, Duration patience) throws IOException {
    long end = System.nanoTime() + patience.toNanos();
    while (!log.saysReady()) {
      if (!process.isAlive()) {
        throw failed("The broker did not start");
      }
      if (System.nanoTime() > end) {
        throw failed("The broker was not ready within " + patience.toSeconds() + " s");
      }
      pause();
    }
  }

  /** The broker, if its process runs on this data, whoever started it. */
  public Optional<RunningProcess> running() {
    // It notes itself there once it has the data to itself, and takes the note away when it ends.
    return new ProcessTable(data).find(NAME);
  }

  /** Whether it takes connections now; it does not while it waits for space on its disk. */
  public static boolean acceptsConnections(RunningProcess broker) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getByName("localhost"), broker.port()),
          (int) CONNECT_PATIENCE.toMillis());
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  /** Stops the broker if it runs: connections end, the journal is closed. */
  public void stop() {
    running().ifPresent(EmbeddedArtemis::stop);
  }

  private static void stop(RunningProcess broker) {
    broker.stop(STOP_PATIENCE);
  }

  private List<String> command() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(ClassArchive.of(program.folder(), program.jar(), Runtime.version()).options());
    command.add("-jar");
    command.add(program.jar().toString());
    return command;
  }

  private CommandFailed failed(String what) throws IOException {
    return new CommandFailed("%s: %s (log: %s)".formatted(what, log.decisiveLine(), log.file()));
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException noLongerWanted) {
      Thread.currentThread().interrupt();
      throw new CommandFailed("interrupted", noLongerWanted);
    }
  }
}
