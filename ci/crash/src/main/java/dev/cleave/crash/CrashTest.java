package dev.cleave.crash;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.Workspace;
import dev.cleave.cli.process.Undo;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code ci/crash.sh} runs. */
@Command(
    name = "ci/crash.sh",
    header = "Kills the shop under load, again and again, and compares its data with a journal.",
    description = {
      "",
      "Starts a shop of its own beside one that may run: other ports, own data under .cleave/crash."
          + " Ends with 1 if anything was lost or done twice, or if a law is broken.",
      "",
      "A round follows from its seed, up to the timing of the machine: repeat one with"
          + " --rounds 1 --seed SEED.",
      ""
    },
    mixinStandardHelpOptions = true)
final class CrashTest implements Callable<Integer> {

  private static final String SABOTAGE = "CRASH_TEST_SABOTAGE";

  /** What only a kill at the right moment shows gets several. */
  private static final List<Fault.Kind> FAULTS_UNDER_SABOTAGE =
      List.of(Fault.Kind.LIBERTY, Fault.Kind.SERVICE, Fault.Kind.BROKER);

  @Option(names = "--rounds", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private int rounds = 5;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of the first round; by chance if absent.")
  private Long seed;

  private final Set<String> known = new LinkedHashSet<>();

  private CrashTest() {}

  /** Exits with 0, with 1 for violations or a test that could not be run. */
  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new CrashTest())
            .setExecutionExceptionHandler(
                (failure, line, parsed) -> {
                  System.out.println("crash: the test could not go on: " + failure.getMessage());
                  if (!(failure instanceof CommandFailed)) {
                    failure.printStackTrace(System.out);
                  }
                  return 1;
                })
            .execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    long first = seed == null ? System.currentTimeMillis() % 1_000_000_000 : seed;
    boolean isSabotaged = System.getenv(SABOTAGE) != null;
    System.out.printf(
        "%d rounds from seed %d%s%n",
        rounds, first, isSabotaged ? ", sabotage " + System.getenv(SABOTAGE) : "");
    try (Undo undo = new Undo(() -> System.out.println("Interrupted: stopping everything …"))) {
      ShopUnderTest shop = ShopUnderTest.start(Workspace.ofThisCommand(), undo);
      if (!shop.canFillDisk()) {
        System.out.println("a full disk: skipped, no file system can be mounted here");
      }
      Path file = shop.workspace().home().resolve("journal");
      try (Journal journal = new Journal(file)) {
        Client client = new Client(shop.baseUrl(), shop.operatorKey(), journal);
        Round round = new Round(shop, client, Goods.setUp(client), journal);
        for (int i = 0; i < rounds; i++) {
          run(round, i + 1, first + i, faults(shop, first + i, isSabotaged));
        }
      }
      if (!known.isEmpty()) {
        System.out.println("journal: " + file);
      }
    }
    System.out.printf("%d rounds, %d violations%n", rounds, known.size());
    return known.isEmpty() ? 0 : 1;
  }

  private void run(Round round, int number, long roundSeed, List<Fault> faults)
      throws IOException, InterruptedException, SQLException {
    long begin = System.nanoTime();
    Round.Result result = round.run("r" + number, roundSeed, faults);
    List<String> found = result.violations().stream().filter(known::add).toList();
    System.out.printf(
        Locale.ROOT,
        "round %3d  seed %d  %s: %d answered, %s (%.1f s)%n",
        number,
        roundSeed,
        String.join(", ", faults.stream().map(Fault::toString).toList()),
        result.answered(),
        found.isEmpty() ? "no violation" : found.size() + " violations",
        (System.nanoTime() - begin) / 1e9);
    found.forEach(violation -> System.out.println("    " + violation));
  }

  private static List<Fault> faults(ShopUnderTest shop, long seed, boolean isSabotaged) {
    if (!isSabotaged) {
      Fault fault = Fault.of(seed);
      return List.of(
          fault.kind() == Fault.Kind.DISK && !shop.canFillDisk()
              ? new Fault(Fault.Kind.LIBERTY, fault.afterMillis())
              : fault);
    }
    List<Fault> faults = new ArrayList<>();
    for (Fault.Kind kind : FAULTS_UNDER_SABOTAGE) {
      faults.add(new Fault(kind, Fault.of(seed + faults.size()).afterMillis()));
    }
    return faults;
  }
}
