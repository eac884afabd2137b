package dev.cleave.cli.extract;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.move.SchemaMove;
import dev.cleave.cli.postgres.DatabaseAddress;
import dev.cleave.cli.process.RunningProcess;
import dev.cleave.cli.route.Binding;
import dev.cleave.cli.route.Diffs;
import dev.cleave.cli.route.FollowClient.Answer;
import dev.cleave.cli.route.Placement;
import dev.cleave.cli.route.Trial;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The moment at which a module changes from one process and database to another pair of them: new
 * calls wait in every process, what is under way ends, the old side is shut, the new one is opened,
 * and the calls go on there. What cannot end in time takes everything back, and nobody has noticed.
 *
 * <p>The change is decided when the record of the extraction says so. Before that a crash leaves
 * the old pair in place, after it the new one; whoever takes the command up again goes on from
 * there.
 */
final class Change {

  private static final int ATTEMPTS = 5;
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(2);

  /** Beyond what the change may take: then calls go on by themselves if this command is gone. */
  private static final Duration GRACE = Duration.ofSeconds(4);

  private static final Duration NEW_SIDE = Duration.ofSeconds(30);

  /** Reads after which a process is warm. */
  private static final long REHEARSED = 200;

  private static final Duration LONGEST_REHEARSAL = Duration.ofSeconds(30);
  private static final Duration REHEARSAL_POLL = Duration.ofSeconds(1);

  private final Extracting extracting;
  private final SchemaMove move;
  private final String database;
  private final DatabaseAddress address;
  private final List<String> standbyAfterwards;

  /**
   * A change to {@code database}.
   *
   * @param address of that database
   * @param standbyAfterwards processes that have the module and no longer its data
   */
  Change(
      Extracting extracting,
      SchemaMove move,
      String database,
      DatabaseAddress address,
      List<String> standbyAfterwards) {
    this.extracting = extracting;
    this.move = move;
    this.database = database;
    this.address = address;
    this.standbyAfterwards = standbyAfterwards;
  }

  SchemaMove move() {
    return move;
  }

  private String current() {
    return extracting.state().process();
  }

  private String other() {
    return Deployment.isSecond(current())
        ? extracting.module()
        : Deployment.second(extracting.module());
  }

  /** Starts the process that is to take over; it does nothing for the module yet. */
  void startStandby() throws IOException, InterruptedException {
    Set<String> standby = new LinkedHashSet<>(extracting.placement().standby());
    standby.add(other());
    extracting.place(extracting.placement().standingBy(standby));
    StartStep.start(extracting, other(), address);
    extracting
        .shop()
        .routeSwitch()
        .follow(
            extracting.tableWith(extracting.placement()),
            List.of(extracting.processes()),
            Duration.ZERO);
  }

  /**
   * Reads are also asked of the process that is to take over, on the data that follows: it gets
   * warm before callers wait for it, and it is seen whether it answers the same. Ends when it has
   * answered enough, or when nobody asks.
   *
   * @return how many answers were compared, and how many differed
   */
  Map<String, Object> rehearse() throws IOException, InterruptedException {
    move.openForReading();
    extracting.place(extracting.placement().with(Trial.shadow(other())));
    Instant begin = Instant.now();
    long compared = -1;
    Diffs.Figures found = extracting.compared();
    while (Duration.between(begin, Instant.now()).compareTo(extracting.options().dwell()) < 0
        || found.compared() < REHEARSED
            && found.compared() != compared
            && Duration.between(begin, Instant.now()).compareTo(LONGEST_REHEARSAL) < 0) {
      compared = found.compared();
      Thread.sleep(REHEARSAL_POLL.toMillis());
      found = extracting.compared();
    }
    return Map.of("rehearsed", found.compared(), "rehearsed_different", found.different());
  }

  /**
   * Changes over.
   *
   * @return when callers waited, and for how long
   * @throws CommandFailed when something was always in the way; then all is as before
   */
  Map<String, Object> run() throws IOException, InterruptedException {
    String reason = "";
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      List<String> open = move.longTransactions(extracting.options().longestHold());
      if (open.isEmpty()) {
        try {
          return attempt();
        } catch (SchemaMove.Busy busy) {
          takeBack();
          reason = busy.getMessage();
        }
      } else {
        reason = String.join("; ", open);
      }
      extracting.progress().say("not yet (%d of %d): %s".formatted(attempt, ATTEMPTS, reason));
      Thread.sleep(BETWEEN_ATTEMPTS.toMillis());
    }
    throw new CommandFailed(
        "%s did not change its database, and works as before, because %s: see to that and repeat the command"
            .formatted(extracting.module(), reason));
  }

  private Map<String, Object> attempt() throws IOException, InterruptedException, SchemaMove.Busy {
    move.makeReady();
    Instant begin = Instant.now();
    // three fifths are for what can still be taken back, the rest is for letting the calls go on
    Duration limit = extracting.options().longestHold().multipliedBy(3).dividedBy(5);
    boolean withFence = extracting.options().sabotage() != Sabotage.NO_FENCE;
    if (withFence) {
      hold(begin, limit);
    }
    Instant held = Instant.now();
    Duration left = limit.minus(Duration.between(begin, held));
    move.handOver(left, withFence, extracting.options().sabotage() != Sabotage.SKIP_SEQUENCES);
    if (extracting.options().sabotage() == Sabotage.SKIP_INBOX) {
      move.forgetInbox();
    }
    Instant handedOver = Instant.now();
    extracting.keep(extracting.state().withDatabase(database).in(other()));
    release();
    Instant end = Instant.now();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("hold_begin", begin.toString());
    figures.put("hold_end", end.toString());
    figures.put("hold_ms", Duration.between(begin, end).toMillis());
    figures.put("drain_ms", Duration.between(begin, held).toMillis());
    figures.put("handover_ms", Duration.between(held, handedOver).toMillis());
    figures.put("release_ms", Duration.between(handedOver, end).toMillis());
    extracting
        .progress()
        .say("calls waited for %d ms at most".formatted(Duration.between(begin, end).toMillis()));
    return figures;
  }

  /** New calls wait; nobody serves the module any more once those under way have ended. */
  private void hold(Instant begin, Duration limit)
      throws IOException, InterruptedException, SchemaMove.Busy {
    Placement held =
        Placement.in(current(), Binding.REST)
            .heldUntil(begin.plus(limit).plus(GRACE))
            .standingBy(haveTheModule());
    SortedMap<String, Answer> answers =
        extracting
            .shop()
            .routeSwitch()
            .follow(
                extracting.tableWith(held), List.of(extracting.processes()), limit.dividedBy(2));
    String hindrances =
        answers.entrySet().stream()
            .filter(answer -> !answer.getValue().isDone())
            .map(answer -> answer.getKey() + ": " + answer.getValue().explanation())
            .collect(Collectors.joining("; "));
    if (!hindrances.isEmpty()) {
      throw new SchemaMove.Busy(hindrances);
    }
  }

  private List<String> haveTheModule() {
    return extracting.processes().stream()
        .map(RunningProcess::name)
        .filter(
            name ->
                name.equals(Deployment.MONOLITH)
                    || Deployment.moduleOf(name).equals(extracting.module()))
        .toList();
  }

  /** The new process serves the module, then the calls that waited go on there. */
  private void release() throws IOException, InterruptedException {
    move.open();
    String now = current();
    List<String> standby = new ArrayList<>(haveTheModule());
    standby.remove(now);
    if (!standbyAfterwards.contains(Deployment.MONOLITH)) {
      standby.remove(Deployment.MONOLITH);
    }
    Placement placement = Placement.in(now, Binding.REST).standingBy(standby);
    List<RunningProcess> first = new ArrayList<>();
    List<RunningProcess> others = new ArrayList<>();
    for (RunningProcess process : extracting.processes()) {
      (process.name().equals(now) ? first : others).add(process);
    }
    long end = System.nanoTime() + NEW_SIDE.toNanos();
    while (true) {
      SortedMap<String, Answer> answers =
          extracting
              .shop()
              .routeSwitch()
              .follow(extracting.tableWith(placement), List.of(first, others), Duration.ZERO);
      Answer answer = answers.get(now);
      if (answer != null && answer.follows()) {
        return;
      }
      if (System.nanoTime() - end > 0) {
        throw new CommandFailed(
            "%s is decided to be served by %s, which does not answer (%s): ./cleave up starts it again, then repeat this command"
                .formatted(
                    extracting.module(),
                    now,
                    answer == null ? "it does not run" : answer.explanation()));
      }
    }
  }

  /** What was decided before a command was broken off is carried out. */
  void finish() throws IOException, InterruptedException {
    StartStep.start(extracting, current(), address);
    release();
  }

  /** The old process serves the module as before. */
  void takeBack() throws IOException, InterruptedException {
    move.takeBack();
    List<String> standby = new ArrayList<>();
    if (extracting.state().hasOwnDatabase()) {
      standby.add(Deployment.MONOLITH);
    }
    if (extracting.shop().processes().find(other()).isPresent()) {
      standby.add(other());
    }
    extracting
        .shop()
        .routeSwitch()
        .follow(
            extracting.tableWith(Placement.in(current(), Binding.REST).standingBy(standby)),
            List.of(extracting.processes()),
            Duration.ZERO);
  }

  /** Ends the process that has handed over. */
  void stopOld() throws IOException, InterruptedException {
    extracting.stop(other());
    List<String> standby = new ArrayList<>(extracting.placement().standby());
    standby.remove(other());
    extracting.place(extracting.placement().standingBy(standby));
  }
}
