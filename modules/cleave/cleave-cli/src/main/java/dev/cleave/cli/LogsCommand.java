package dev.cleave.cli;

import dev.cleave.cli.artemis.EmbeddedArtemis;
import dev.cleave.cli.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cleave logs}. */
@Command(name = "logs", header = "Prints the end of a process's log.")
final class LogsCommand implements Callable<Integer> {

  /** These print to one file of their name; Liberty has several. */
  private static final Set<String> NOT_LIBERTY =
      Set.of(EmbeddedPostgres.NAME, EmbeddedArtemis.NAME);

  private static final long POLL_MILLIS = 200;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      defaultValue = "monolith",
      description = "monolith (the default), a module that runs by itself, postgres, or artemis.")
  private String name;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on printing what is added, until Ctrl-C.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "NUMBER",
      defaultValue = "100",
      description = "How many lines to begin with (100).")
  private int lines;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path file = file(Shop.open());
    PrintWriter out = spec.commandLine().getOut();
    long position = Files.size(file);
    printEnd(file, out);
    while (follow) {
      position = printFrom(file, position, out);
      Thread.sleep(POLL_MILLIS);
    }
    return 0;
  }

  private Path file(Shop shop) throws IOException {
    Path folder = shop.workspace().logs().resolve(name).normalize();
    Path ofServer = folder.resolve(folder.getFileName() + ".log");
    Path file = NOT_LIBERTY.contains(name) ? ofServer : shop.log(name).file();
    if (!folder.startsWith(shop.workspace().logs()) || !Files.exists(file)) {
      throw new CommandFailed(
          "there is no log of %s; there are logs of: %s".formatted(name, names(shop)));
    }
    return file;
  }

  private static String names(Shop shop) throws IOException {
    if (!Files.isDirectory(shop.workspace().logs())) {
      return "nothing, since nothing was started yet (./cleave up)";
    }
    try (Stream<Path> folders = Files.list(shop.workspace().logs())) {
      return String.join(
          ", ", folders.map(folder -> folder.getFileName().toString()).sorted().toList());
    }
  }

  private void printEnd(Path file, PrintWriter out) throws IOException {
    List<String> all =
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    all.subList(Math.max(0, all.size() - lines), all.size()).forEach(out::println);
    out.flush();
  }

  private static long printFrom(Path file, long position, PrintWriter out) throws IOException {
    try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
      // A log that has become shorter was begun anew.
      long start = content.length() < position ? 0 : position;
      byte[] added = new byte[(int) (content.length() - start)];
      content.seek(start);
      content.readFully(added);
      out.print(new String(added, StandardCharsets.UTF_8));
      out.flush();
      return start + added.length;
    }
  }
}
