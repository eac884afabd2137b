package dev.cleave.crash.fault;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.Workspace;
import dev.cleave.cli.process.Undo;
import dev.cleave.cli.route.Binding;
import dev.cleave.crash.Client;
import dev.cleave.crash.Goods;
import dev.cleave.crash.Journal;
import dev.cleave.crash.Quiet;
import dev.cleave.crash.ShopUnderTest;
import dev.cleave.crash.check.Checks;
import dev.cleave.crash.load.Known;
import dev.cleave.crash.load.Mix;
import dev.cleave.crash.load.OpenLoop;
import dev.cleave.crash.load.Sample;
import dev.cleave.crash.load.Sender;
import dev.cleave.crash.load.Window;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code ci/faults.sh} runs. */
@Command(
    name = "ci/faults.sh",
    header = "Harms one of two instances of shipping while the shop is in use.",
    description = {
      "",
      "Starts a shop of its own beside one that may run: other ports, own data under .cleave/faults."
          + " Each round kills one instance, makes one slow, cuts one off and has one answer errors,"
          + " in an order that chance decides. Ends with 0 only if no request failed, nothing was lost"
          + " or done twice, and callers noticed nothing any more after five seconds.",
      ""
    },
    mixinStandardHelpOptions = true)
final class FaultsTest implements Callable<Integer> {

  private static final String MODULE = "shipping";

  /** How long callers of shipping wait for one attempt, in milliseconds. */
  private static final String TIMEOUT = "2000";

  private static final Duration RECOVERY = Duration.ofSeconds(5);
  private static final Duration BEFORE = Duration.ofSeconds(12);
  private static final Duration HARM = Duration.ofSeconds(18);
  private static final Duration BETWEEN = Duration.ofSeconds(5);
  private static final int MOST_EXAMPLES = 8;

  @Option(names = "--rounds", paramLabel = "N", description = "From 1 to 100; default: 1.")
  private int rounds = 1;

  @Option(names = "--rate", paramLabel = "N", description = "Requests per second; default: 20.")
  private double rate = 20;

  @Option(names = "--seed", paramLabel = "S", description = "By chance if absent.")
  private Long seed;

  @Option(names = "--sabotage", hidden = true)
  private String sabotage;

  private FaultsTest() {}

  /** Exits with 0 for a success, with 1 for violations or a test that could not be run. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new FaultsTest())
            .setExecutionExceptionHandler(
                (failure, line, parsed) -> {
                  System.out.println("faults: the test could not go on: " + failure.getMessage());
                  if (!(failure instanceof CommandFailed)) {
                    failure.printStackTrace(System.out);
                  }
                  return 1;
                })
            .execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    if (rounds < 1 || rounds > 100 || !(rate > 0 && rate <= 250)) {
      throw new CommandFailed("--rounds is a number from 1 to 100, --rate one up to 250");
    }
    long first = seed == null ? System.currentTimeMillis() % 1_000_000_000 : seed;
    System.out.printf(
        "%d rounds from seed %d%s%n",
        rounds, first, sabotage == null ? "" : ", sabotage " + sabotage);
    List<String> reasons = run(first);
    reasons.forEach(reason -> System.out.println("NO: " + reason));
    if (sabotage == null) {
      return reasons.isEmpty() ? 0 : 1;
    }
    System.out.println(
        reasons.isEmpty()
            ? "The sabotage was not noticed: this test is worth nothing"
            : "The sabotage was noticed");
    return reasons.isEmpty() ? 1 : 0;
  }

  private List<String> run(long first) throws IOException, InterruptedException, SQLException {
    try (Undo undo = new Undo(() -> System.out.println("Interrupted: stopping everything …"))) {
      ShopUnderTest shop =
          ShopUnderTest.start(
              Workspace.ofThisCommand(),
              new ShopUnderTest.Wish(
                  "faults", List.of(MODULE), Optional.of(Binding.REST), false, line -> {}),
              undo);
      Map<String, String> settings =
          Map.of("dev.cleave.shop.shipping.Shipping/Timeout/value", TIMEOUT);
      try (TwoInstances instances = new TwoInstances(shop, undo, MODULE, settings);
          Journal journal = new Journal(shop.workspace().home().resolve("journal"), false)) {
        instances.start();
        Client client = new Client(shop.baseUrl(), shop.operatorKey(), journal);
        try (Sender sender = new Sender(client, journal)) {
          return harm(shop, instances, new Checked(client, sender, journal), first);
        }
      }
    }
  }

  private record Checked(Client client, Sender sender, Journal journal) {}

  private List<String> harm(ShopUnderTest shop, TwoInstances instances, Checked load, long first)
      throws IOException, InterruptedException, SQLException {
    Mix mix = new Mix(Goods.setUp(load.client()), new Known(), MODULE, first);
    Random random = new Random(first);
    List<Finding> findings = new ArrayList<>();
    System.out.printf(
        "HARM                     REQUESTS  FAILURES       P50       P99       MAX  RECOVERY%n");
    try (OpenLoop loop = new OpenLoop(load.sender(), mix, rate)) {
      Thread.sleep(BEFORE.toMillis());
      for (int round = 0; round < rounds; round++) {
        for (Harm harm : Harm.ofEachKind(random)) {
          Finding finding = finding(harm, instances, load);
          loop.requireAlive();
          findings.add(finding);
        }
      }
    }
    load.sender().settle();
    return reasons(shop, load, findings);
  }

  private static Finding finding(Harm harm, TwoInstances instances, Checked load)
      throws IOException, InterruptedException {
    Instant begin = Instant.now();
    instances.begin(harm);
    Thread.sleep(HARM.toMillis());
    Window lasted = new Window(begin, Instant.now());
    instances.end(harm);
    Thread.sleep(BETWEEN.toMillis());
    Finding finding = Finding.of(harm, lasted, load.sender().samples());
    System.out.println(row(finding));
    return finding;
  }

  private static String row(Finding finding) {
    return String.format(
        Locale.ROOT,
        "%-24s %8d %9d %6.1f ms %6.0f ms %6.0f ms %7.1f s",
        finding.harm(),
        finding.figures().requests(),
        finding.figures().failures(),
        finding.figures().p50(),
        finding.figures().p99(),
        finding.figures().max(),
        finding.recovery().toMillis() / 1e3);
  }

  private static List<String> reasons(ShopUnderTest shop, Checked load, List<Finding> findings)
      throws IOException, InterruptedException, SQLException {
    List<String> reasons = new ArrayList<>();
    List<Sample> failed = load.sender().samples().stream().filter(Sample::isFailed).toList();
    if (!failed.isEmpty()) {
      reasons.add(
          "%d of %d requests failed".formatted(failed.size(), load.sender().samples().size()));
      failed.stream()
          .limit(MOST_EXAMPLES)
          .forEach(one -> System.out.println("    failed: " + one.failure()));
    }
    for (Finding finding : findings) {
      if (finding.recovery().compareTo(RECOVERY) > 0) {
        reasons.add(
            "%s was still noticed after %d ms"
                .formatted(finding.harm(), finding.recovery().toMillis()));
        finding.noticed().forEach(one -> System.out.println("    " + one));
      }
    }
    new Quiet(shop).await();
    try (Connection database = shop.connect()) {
      new Checks(shop.modules()).violations(database, load.journal().file()).forEach(reasons::add);
    }
    System.out.printf("%d requests%n", load.sender().samples().size());
    return reasons;
  }
}
