package dev.cleave.cli.route;

import dev.cleave.cli.process.RunningProcess;
import dev.cleave.cli.route.FollowClient.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells every running process a new route table, and waits until it is in effect everywhere. */
public final class RouteSwitch {

  private static final long POLL_MILLIS = 50;

  private final RouteFiles files;
  private final StatusClient client;
  private final FollowClient followers;
  private final ProcessPorts ports;
  private final boolean hasBroker;

  /**
   * Writes to {@code files}, has processes follow with {@code followers}, and asks with {@code
   * client} whether they do.
   *
   * @param ports of the processes by name, also of those that do not run
   * @param hasBroker whether there is one
   */
  public RouteSwitch(
      RouteFiles files,
      StatusClient client,
      FollowClient followers,
      ProcessPorts ports,
      boolean hasBroker) {
    this.files = files;
    this.client = client;
    this.followers = followers;
    this.ports = ports;
    this.hasBroker = hasBroker;
  }

  /**
   * What became of a switch.
   *
   * @param took how long it was until all processes agreed, or until the deadline
   * @param refusals per process where it is not in effect, why; empty when it is in effect
   *     everywhere
   */
  public record Outcome(Duration took, SortedMap<String, String> refusals) {

    /** Whether every process follows the new routes. */
    public boolean isInEffect() {
      return refusals.isEmpty();
    }

    /** The refusals as one line. */
    public String explanation() {
      return refusals.entrySet().stream()
          .map(refusal -> "in " + refusal.getKey() + " " + refusal.getValue())
          .collect(Collectors.joining("; "));
    }
  }

  /**
   * Switches {@code modules} to what {@code table} says.
   *
   * @param processes all that run
   */
  public Outcome apply(
      RouteTable table, List<String> modules, List<RunningProcess> processes, Duration deadline)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Map<RunningProcess, SortedMap<String, String>> wishes = new HashMap<>();
    long epoch = tell(table, processes, wishes);
    followers.follow(processes, epoch, Duration.ZERO);
    SortedMap<String, String> refusals = refusals(wishes, modules);
    while (!refusals.isEmpty() && System.nanoTime() - begin < deadline.toNanos()) {
      Thread.sleep(POLL_MILLIS);
      refusals = refusals(wishes, modules);
    }
    return new Outcome(Duration.ofNanos(System.nanoTime() - begin), refusals);
  }

  /**
   * Switches everything to what {@code table} says, and waits until every process follows and
   * nothing is under way in the old way.
   *
   * @param processes all that run, in the order in which they are told: those of one list at the
   *     same time, the next list when these have answered
   * @param patience how long each process waits
   * @return what each answers
   */
  public SortedMap<String, Answer> follow(
      RouteTable table, List<List<RunningProcess>> processes, Duration patience)
      throws IOException {
    long epoch = tell(table, processes.stream().flatMap(List::stream).toList(), new HashMap<>());
    SortedMap<String, Answer> answers = new TreeMap<>();
    for (List<RunningProcess> group : processes) {
      answers.putAll(followers.follow(group, epoch, patience));
    }
    return answers;
  }

  private long tell(
      RouteTable table,
      List<RunningProcess> processes,
      Map<RunningProcess, SortedMap<String, String>> wishes)
      throws IOException {
    long epoch = files.write(table);
    for (RunningProcess process : processes) {
      SortedMap<String, String> wish = table.propertiesFor(process.name(), ports, hasBroker);
      wish.put("cleave.epoch", Long.toString(epoch));
      files.write(process.name(), wish);
      wishes.put(process, wish);
    }
    return epoch;
  }

  private SortedMap<String, String> refusals(
      Map<RunningProcess, SortedMap<String, String>> wishes, List<String> modules) {
    SortedMap<String, String> refusals = new TreeMap<>();
    wishes.forEach(
        (process, wish) -> {
          List<String> reasons = new ArrayList<>();
          try {
            ProcessStatus status = client.status(process);
            for (String module : modules) {
              refusal(status, module, wish).ifPresent(reasons::add);
            }
          } catch (IOException silent) {
            reasons.add("it does not report its routes: " + silent.getMessage());
          }
          if (!reasons.isEmpty()) {
            refusals.put(process.name(), String.join("; ", reasons));
          }
        });
    return refusals;
  }

  private static Optional<String> refusal(
      ProcessStatus status, String module, SortedMap<String, String> wish) {
    String binding = wish.get("cleave.route." + module);
    String endpoint = wish.get("cleave.endpoint." + module + "." + binding);
    ModuleStatus reported = status.module(module).orElse(null);
    if (reported == null) {
      return Optional.of("it has no module " + module);
    }
    boolean isInEffect = reported.wished().equals(binding) && reported.effective().equals(binding);
    boolean goesThere = endpoint == null || endpoint.equals(reported.endpoint());
    if (wish.containsKey("cleave.serve." + module) && !status.serving().contains(module)) {
      return Optional.of(module + " is not taken from the broker yet");
    }
    if (isInEffect && goesThere) {
      return Optional.empty();
    }
    return Optional.of(
        "%s stays %s%s%s"
            .formatted(
                module,
                reported.effective(),
                reported.endpoint() == null || reported.effective().equals("local")
                    ? ""
                    : " at " + reported.endpoint(),
                reported.reason() == null
                    ? " (it has not read the new route yet)"
                    : ": " + reported.reason()));
  }
}
