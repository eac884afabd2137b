import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the commands of documents and compares what they print with what the documents say: the
 * program of {@code ci/guide-test.sh}, which tells how documents are written.
 *
 * <p>Exits with 0 if all is as written, 1 if not, 2 if a document is malformed or there is none.
 */
final class Guide {
  private Guide() {}

  public static void main(String[] arguments) throws Exception {
    List<String> files = new ArrayList<>(List.of(arguments));
    boolean checkOnly = files.remove("--check");
    if (files.isEmpty() || files.get(0).startsWith("--")) {
      System.err.println("usage: java ci/Guide.java [--check] FILE...");
      System.exit(2);
    }
    Path root = Path.of("").toAbsolutePath();
    List<Document> documents = new ArrayList<>();
    for (String file : files) {
      documents.add(Document.read(root, Path.of(file)));
    }
    List<String> mistakes = documents.stream().flatMap(d -> d.mistakes().stream()).toList();
    mistakes.forEach(System.out::println);
    List<Step> steps = documents.stream().flatMap(d -> d.steps().stream()).toList();
    if (!mistakes.isEmpty()) {
      System.out.printf("%d mistakes; nothing was run%n", mistakes.size());
      System.exit(2);
    }
    if (checkOnly) {
      System.out.printf(
          "%d commands in %d documents are well-formed%n", steps.size(), documents.size());
      return;
    }
    System.exit(run(root, steps) ? 0 : 1);
  }

  private static boolean run(Path root, List<Step> steps) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    try (Shell shell = Shell.in(root)) {
      for (Step step : steps) {
        Outcome outcome = shell.run(step.command(), step.limit());
        Comparison comparison = Comparison.of(step.expected(), outcome.lines());
        Optional<String> failure = failure(step, outcome, comparison);
        System.out.printf(
            Locale.ROOT,
            "%s%8.2f s  %s  %s%n",
            failure.isPresent() ? "FAILED" : "  ok  ",
            seconds(outcome.took()),
            step.place(),
            step.command().lines().findFirst().orElseThrow());
        if (failure.isPresent()) {
          System.out.println();
          System.out.println(failure.get());
          comparison.sideBySide().forEach(System.out::println);
          return false;
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%d commands gave what the documents say, in %.2f s%n",
        steps.size(),
        seconds(Duration.ofNanos(System.nanoTime() - begin)));
    return true;
  }

  private static Optional<String> failure(Step step, Outcome outcome, Comparison comparison) {
    return switch (outcome.end()) {
      case TIMED_OUT ->
          Optional.of(
              "%s: not done after %d s and stopped; <!-- timeout: SECONDSs --> before the block gives it more"
                  .formatted(step.place(), step.limit().toSeconds()));
      case SHELL_ENDED ->
          Optional.of(
              "%s: the command ended the shell, which the commands after it need"
                  .formatted(step.place()));
      case DONE -> {
        if (outcome.exit() != step.exit()) {
          yield Optional.of(
              "%s: exit %d instead of %d".formatted(step.place(), outcome.exit(), step.exit()));
        }
        yield comparison
            .difference()
            .map(line -> "%s: not what is written there".formatted(step.placeOfExpected(line)));
      }
    };
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}

/**
 * A command with what it must print.
 *
 * @param line of the command in its document
 * @param command one or several lines
 * @param expected the lines of its output
 * @param exit the status it must end with
 */
record Step(
    String document, int line, String command, List<String> expected, int exit, Duration limit) {
  Step {
    expected = List.copyOf(expected);
  }

  String place() {
    return document + ":" + line;
  }

  /** Where the expected line of this index is written; the line after the last one, at most. */
  String placeOfExpected(int index) {
    return document + ":" + (line + command.lines().count() + index);
  }
}

/** The steps of one Markdown file, and what is wrong with how they are written. */
record Document(List<Step> steps, List<String> mistakes) {
  private static final String RUN = "console";
  private static final Duration LIMIT = Duration.ofSeconds(180);
  private static final Pattern FENCE = Pattern.compile("(\\s*)(`{3,}|~{3,})\\s*([^`]*)");
  private static final Pattern TIMEOUT_COMMENT = Pattern.compile("\\s*<!--\\s*timeout\\b.*");
  private static final Pattern TIMEOUT =
      Pattern.compile("\\s*<!--\\s*timeout:\\s*([1-9][0-9]{0,4})s\\s*-->\\s*");
  private static final Pattern NEEDS_PROMPTLESS = Pattern.compile("(sh|bash|shell)");

  static Document read(Path root, Path file) throws IOException {
    Path absolute = file.toAbsolutePath().normalize();
    String name = (absolute.startsWith(root) ? root.relativize(absolute) : absolute).toString();
    if (!Files.isRegularFile(absolute)) {
      return new Document(List.of(), List.of(name + ": there is no such file"));
    }
    return parse(name, Files.readAllLines(absolute));
  }

  static Document parse(String name, List<String> lines) {
    Document document = new Document(new ArrayList<>(), new ArrayList<>());
    Optional<Duration> limit = Optional.empty();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher fence = FENCE.matcher(line);
      if (TIMEOUT_COMMENT.matcher(line).matches()) {
        limit = document.timeout(name, i + 1, line);
      } else if (fence.matches()) {
        int end = end(lines, i + 1, fence.group(2));
        document.block(
            new Block(name, i + 1, fence.group(3).strip(), limit), inside(lines, i, end, fence));
        if (end == lines.size()) {
          document.mistake(name, i + 1, "this block is never closed");
        }
        limit = Optional.empty();
        i = end;
      } else if (!line.isBlank() && limit.isPresent()) {
        document.mistake(name, i + 1, "a timeout is written directly before a block");
        limit = Optional.empty();
      }
    }
    return document;
  }

  /** The fence of a block: where it is, what it is marked with, and its timeout. */
  private record Block(String document, int line, String info, Optional<Duration> limit) {}

  private static int end(List<String> lines, int from, String fence) {
    Pattern closing = Pattern.compile("\\s*" + Pattern.quote(fence) + fence.charAt(0) + "*\\s*");
    int end = from;
    while (end < lines.size() && !closing.matcher(lines.get(end)).matches()) {
      end++;
    }
    return end;
  }

  /** The lines of a block without the indentation that its fence has. */
  private static List<String> inside(List<String> lines, int fence, int end, Matcher opening) {
    String indentation = opening.group(1);
    return lines.subList(fence + 1, end).stream()
        .map(l -> l.startsWith(indentation) ? l.substring(indentation.length()) : l.strip())
        .toList();
  }

  private void block(Block block, List<String> lines) {
    String language = block.info().split("[\\s{]", 2)[0];
    if (!language.equals(RUN)) {
      notRun(block, language, lines);
      return;
    }
    int first = steps.size();
    for (int i = 0; i < lines.size(); ) {
      int line = block.line() + 1 + i;
      if (!lines.get(i).startsWith("$ ") || lines.get(i).isBlank()) {
        String begin = "a block marked console begins with a command: '$ ' and what to run";
        mistake(block.document(), line, begin);
        return;
      }
      int end = i + 1;
      StringBuilder command = new StringBuilder(lines.get(i).substring(2));
      while (end < lines.size() && lines.get(end).startsWith("> ")) {
        command.append('\n').append(lines.get(end++).substring(2));
      }
      int output = end;
      while (end < lines.size() && !lines.get(end).startsWith("$ ")) {
        if (lines.get(end).equals("$")) {
          mistake(block.document(), block.line() + 1 + end, "a prompt without a command");
        }
        end++;
      }
      step(block, line, command.toString(), lines.subList(output, end));
      i = end;
    }
    if (steps.size() == first) {
      mistake(block.document(), block.line(), "a block marked console without a command");
    }
  }

  private void step(Block block, int line, String command, List<String> output) {
    if (command.isBlank()) {
      mistake(block.document(), line, "a prompt without a command");
    }
    List<String> expected = new ArrayList<>(output);
    while (!expected.isEmpty() && expected.get(expected.size() - 1).isBlank()) {
      expected.remove(expected.size() - 1);
    }
    int exit = 0;
    if (!expected.isEmpty() && expected.get(expected.size() - 1).startsWith("(exit ")) {
      String last = expected.remove(expected.size() - 1).strip();
      if (last.matches("\\(exit ([1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])\\)")) {
        exit = Integer.parseInt(last.replaceAll("\\D", ""));
      } else {
        mistake(block.document(), line, last + " is no failure: (exit 1) to (exit 255)");
      }
    }
    Duration limit = block.limit().orElse(LIMIT);
    steps.add(new Step(block.document(), line, command, expected, exit, limit));
  }

  private void notRun(Block block, String language, List<String> lines) {
    if (language.equalsIgnoreCase(RUN)) {
      mistake(block.document(), block.line(), "write 'console' in lower case, or it is not run");
    }
    if (block.limit().isPresent()) {
      mistake(block.document(), block.line(), "a timeout before a block that is not run");
    }
    boolean hasPrompt = lines.stream().anyMatch(line -> line.startsWith("$ "));
    if (NEEDS_PROMPTLESS.matcher(language).matches() && hasPrompt) {
      mistake(
          block.document(),
          block.line(),
          "this block has a prompt and is not run: mark it console, or take the prompt away");
    }
  }

  private Optional<Duration> timeout(String name, int line, String comment) {
    Matcher timeout = TIMEOUT.matcher(comment);
    if (!timeout.matches()) {
      mistake(name, line, "no timeout; one looks like <!-- timeout: 300s -->");
      return Optional.empty();
    }
    return Optional.of(Duration.ofSeconds(Long.parseLong(timeout.group(1))));
  }

  private void mistake(String name, int line, String what) {
    mistakes.add("%s:%d: %s".formatted(name, line, what));
  }
}

/**
 * What became of a command.
 *
 * @param lines what it printed
 * @param exit its status, if it is done
 */
record Outcome(End end, List<String> lines, int exit, Duration took) {
  enum End {
    DONE,
    TIMED_OUT,
    SHELL_ENDED
  }
}

/** One shell for all commands, so that later ones see what earlier ones set. */
final class Shell implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String END_OF_OUTPUT = "\0";

  /** What a reader has; not what is set for this repository by whoever runs the test. */
  private static final Pattern READERS_ENVIRONMENT =
      Pattern.compile(
          "HOME|PATH|USER|LOGNAME|SHELL|TMPDIR|TZ|LANG|LC_.*|JAVA_HOME|MAVEN_.*|MVNW_.*"
              + "|JAVA_TOOL_OPTIONS|SSL_CERT_.*|(?i:(https?|no|all)_proxy)");

  /** Colours and the like: what a terminal would not show as text. */
  private static final Pattern ESCAPES =
      Pattern.compile(
          "\\u001B(\\[[0-?]*[ -/]*[@-~]|\\][^\\u0007\\u001B]*(\\u0007|\\u001B\\\\)|[@-Z])");

  private final String mark = "guide-" + UUID.randomUUID();
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Process bash;
  private final Writer input;

  private Shell(Process bash) {
    this.bash = bash;
    this.input = bash.outputWriter(StandardCharsets.UTF_8);
    Thread reader = new Thread(this::read, "output");
    reader.setDaemon(true);
    reader.start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
  }

  static Shell in(Path directory) throws IOException {
    ProcessBuilder shell =
        new ProcessBuilder("bash", "--noprofile", "--norc")
            .directory(directory.toFile())
            .redirectErrorStream(true);
    Map<String, String> environment = shell.environment();
    environment.keySet().removeIf(name -> !READERS_ENVIRONMENT.matcher(name).matches());
    environment.put("TERM", "dumb");
    environment.putIfAbsent("LANG", "C.UTF-8");
    return new Shell(shell.start());
  }

  private void read() {
    StringBuilder line = new StringBuilder();
    try (Reader output =
        new BufferedReader(new InputStreamReader(bash.getInputStream(), StandardCharsets.UTF_8))) {
      for (int next = output.read(); next >= 0; next = output.read()) {
        // Not readLine: a carriage return alone ends no line.
        if (next == '\n') {
          lines.add(line.toString());
          line.setLength(0);
        } else {
          line.append((char) next);
        }
      }
    } catch (IOException theShellIsGone) {
      // As at its end.
    }
    lines.add(line.toString());
    lines.add(END_OF_OUTPUT);
  }

  /** Runs a command to its end, or until the time is over. */
  Outcome run(String command, Duration limit) throws InterruptedException {
    long begin = System.nanoTime();
    try {
      input.write(
          """
          IFS= read -r -d '' __guide <<'%1$s'
          %2$s
          %1$s
          eval "$__guide" </dev/null
          printf '\\n%1$s %%d\\n' $?
          """
              .formatted(mark, command));
      input.flush();
    } catch (IOException theShellIsGone) {
      // The output has ended too.
    }
    List<String> printed = new ArrayList<>();
    while (true) {
      long left = limit.toNanos() - (System.nanoTime() - begin);
      String line = lines.poll(Math.max(left, 0), TimeUnit.NANOSECONDS);
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      if (line == null) {
        stop();
        lines.drainTo(printed);
        return new Outcome(Outcome.End.TIMED_OUT, plain(printed), 0, took);
      }
      if (line.equals(END_OF_OUTPUT)) {
        return new Outcome(Outcome.End.SHELL_ENDED, plain(printed), 0, took);
      }
      if (line.startsWith(mark)) {
        int exit = Integer.parseInt(line.substring(mark.length() + 1));
        return new Outcome(Outcome.End.DONE, plain(printed), exit, took);
      }
      printed.add(line);
    }
  }

  /** Lines as a person sees them. */
  private static List<String> plain(List<String> printed) {
    List<String> seen =
        new ArrayList<>(
            printed.stream()
                .filter(line -> !line.equals(END_OF_OUTPUT))
                .map(line -> ESCAPES.matcher(line).replaceAll(""))
                // What follows a carriage return is written over what stands before it.
                .map(line -> line.substring(line.stripTrailing().lastIndexOf('\r') + 1))
                .map(String::stripTrailing)
                .toList());
    while (!seen.isEmpty() && seen.get(seen.size() - 1).isEmpty()) {
      seen.remove(seen.size() - 1);
    }
    return seen;
  }

  /** Ends the shell and what it waits for; what they have detached from themselves goes on. */
  private synchronized void stop() {
    if (!bash.isAlive()) {
      return;
    }
    List<ProcessHandle> family = new ArrayList<>(bash.descendants().toList());
    family.add(bash.toHandle());
    family.forEach(ProcessHandle::destroy);
    CompletableFuture.allOf(
            family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
    family.forEach(ProcessHandle::destroyForcibly);
    bash.onExit().join();
  }

  @Override
  public void close() throws IOException {
    stop();
  }
}

/** What a document says, beside what was printed. */
record Comparison(List<String> expected, List<String> actual, List<TreeSet<Integer>> reached) {
  private static final String ANY = "\u2026";

  static Comparison of(List<String> expected, List<String> actual) {
    List<String> written = expected.stream().map(String::stripTrailing).toList();
    List<TreeSet<Integer>> reached = new ArrayList<>();
    reached.add(new TreeSet<>(List.of(0)));
    for (String line : written) {
      reached.add(after(line, reached.get(reached.size() - 1), actual));
    }
    return new Comparison(written, actual, reached);
  }

  /**
   * How many printed lines may be used up after this written one, if it was one of those before.
   */
  private static TreeSet<Integer> after(String line, TreeSet<Integer> before, List<String> actual) {
    TreeSet<Integer> after = new TreeSet<>();
    if (line.strip().equals(ANY)) {
      for (int used = before.isEmpty() ? actual.size() + 1 : before.first();
          used <= actual.size();
          used++) {
        after.add(used);
      }
      return after;
    }
    Pattern pattern = pattern(line);
    for (int used : before) {
      if (used < actual.size() && pattern.matcher(actual.get(used)).matches()) {
        after.add(used + 1);
      }
    }
    return after;
  }

  private static Pattern pattern(String line) {
    return Pattern.compile(
        Stream.of(line.split(ANY, -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
        Pattern.DOTALL);
  }

  /** The first written line that was not printed, or their number if more was printed. */
  Optional<Integer> difference() {
    for (int line = 0; line < expected.size(); line++) {
      if (reached.get(line + 1).isEmpty()) {
        return Optional.of(line);
      }
    }
    return reached.get(expected.size()).contains(actual.size())
        ? Optional.empty()
        : Optional.of(expected.size());
  }

  /** Both, line by line; a mark where they begin to differ. */
  List<String> sideBySide() {
    int written = difference().orElse(-1);
    int printed = written < 0 ? -1 : reached.get(written).last();
    int width =
        Stream.concat(Stream.of("expected"), expected.stream())
            .mapToInt(String::length)
            .filter(length -> length <= 80)
            .max()
            .orElseThrow();
    List<String> rows = new ArrayList<>();
    rows.add(row(' ', "expected", ' ', "actual", width));
    for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
      rows.add(
          row(
              i == written ? '>' : ' ',
              i < expected.size() ? expected.get(i) : "",
              i == printed ? '>' : ' ',
              i < actual.size() ? actual.get(i) : "",
              width));
    }
    if (written == expected.size() || printed == actual.size()) {
      rows.add(written == expected.size() ? "  more was printed" : "  less was printed");
    }
    return rows;
  }

  private static String row(char left, String expected, char right, String actual, int width) {
    return "%c %s%s |%c %s"
        .formatted(
            left, expected, " ".repeat(Math.max(0, width - expected.length())), right, actual)
        .stripTrailing();
  }
}
