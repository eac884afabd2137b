package dev.cleave.cli;

import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.postgres.WarLibraries;
import dev.cleave.cli.process.RunningProcess;
import dev.cleave.cli.route.RouteTable;
import dev.cleave.verify.DeployedContracts;
import dev.cleave.verify.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether a process may be started beside those that run: those who call it must get along with the
 * contracts it serves, and it with those that others serve. What is compared are the contracts in
 * the WARs that the processes run, not what was built meanwhile.
 */
public final class ContractFit {

  private final Shop shop;

  /** Of what runs in {@code shop}. */
  public ContractFit(Shop shop) {
    this.shop = shop;
  }

  /**
   * Returns if {@code deployment} may be started from {@code war}.
   *
   * @throws CommandFailed if somebody would notice, with what, and what is allowed instead
   */
  public void require(Deployment deployment, Path war) throws IOException {
    List<String> breaks = new ArrayList<>();
    for (RunningProcess other : shop.processes().all()) {
      Path theirs = shop.serverDirectory().war(other.name());
      if (!isReplaced(other.name(), deployment.process()) && Files.exists(theirs)) {
        breaks.addAll(breaks(deployment, war, other.name(), theirs));
      }
    }
    if (!breaks.isEmpty()) {
      throw new CommandFailed(
          "%s was not started, and all is as it was, because its contracts do not fit:%n  %s"
              .formatted(deployment.process(), String.join("\n  ", breaks)));
    }
  }

  /** Two processes of one module do not call each other. */
  private static boolean isReplaced(String other, String process) {
    return Deployment.moduleOf(other).equals(Deployment.moduleOf(process));
  }

  private List<String> breaks(Deployment deployment, Path war, String other, Path theirs)
      throws IOException {
    if (haveTheSameContracts(war, theirs)) {
      return List.of();
    }
    DeployedContracts ours = contracts(war);
    DeployedContracts of = contracts(theirs);
    RouteTable routes = shop.currentRoutes();
    List<String> found = new ArrayList<>();
    for (String module : shop.repository().modules()) {
      String home = routes.placement(module).home();
      if (serves(deployment.process(), module, home)) {
        ours.breaksFor(of, module)
            .forEach(broken -> found.add("for %s, which runs: %s".formatted(other, text(broken))));
      } else if (home.equals(other)) {
        of.breaksFor(ours, module)
            .forEach(
                broken ->
                    found.add(
                        "for itself, since %s runs an older %s, which is to be rolled out first: %s"
                            .formatted(other, module, text(broken))));
      }
    }
    return found;
  }

  private static boolean serves(String process, String module, String home) {
    return process.equals(Deployment.MONOLITH)
        ? home.equals(Deployment.MONOLITH)
        : Deployment.moduleOf(process).equals(module);
  }

  private static String text(Violation broken) {
    return "%s%s %s; allowed is: %s"
        .formatted(
            broken.type(),
            broken.place().isEmpty() ? "" : "." + broken.place(),
            broken.what(),
            broken.allowed());
  }

  /** Mostly they do; then nothing needs to be loaded. */
  private static boolean haveTheSameContracts(Path war, Path theirs) throws IOException {
    Map<String, Long> ours = WarLibraries.checksums(war, jar -> true);
    Map<String, Long> of = WarLibraries.checksums(theirs, jar -> true);
    return hasNoContract(war, differing(ours, of)) && hasNoContract(theirs, differing(of, ours));
  }

  /** The jars that the other one does not have, or has in another state. */
  private static Set<String> differing(Map<String, Long> jars, Map<String, Long> others) {
    Set<String> differing = new HashSet<>(jars.keySet());
    differing.removeIf(jar -> jars.get(jar).equals(others.get(jar)));
    return differing;
  }

  private static boolean hasNoContract(Path war, Set<String> jars) throws IOException {
    return unpacked(
        war,
        jars::contains,
        files -> {
          for (Path jar : files) {
            if (DeployedContracts.isContract(jar)) {
              return false;
            }
          }
          return true;
        });
  }

  private static DeployedContracts contracts(Path war) throws IOException {
    return unpacked(war, jar -> true, DeployedContracts::of);
  }

  @FunctionalInterface
  private interface Reading<T> {
    T of(List<Path> jars) throws IOException;
  }

  private static <T> T unpacked(Path war, Predicate<String> wanted, Reading<T> reading)
      throws IOException {
    Path folder = Files.createTempDirectory("cleave-contracts");
    try {
      return reading.of(WarLibraries.unpack(war, folder, wanted));
    } finally {
      FileTree.delete(folder);
    }
  }
}
