package dev.cleave.runtime.saga;

import dev.cleave.runtime.call.Transactions;
import dev.cleave.runtime.saga.Travel.Trip;
import dev.cleave.saga.SagaDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One saga, a store, and processes that come and go, all on the thread of the test. */
final class SagaTrial {
  static final SagaKey KEY = new SagaKey(Travel.NAME, "trip-1");
  static final Duration LEASE = Duration.ofSeconds(10);
  private static final SagaSettings SETTINGS =
      new SagaSettings(
          4,
          LEASE,
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofMinutes(1),
          3,
          Duration.ofDays(30),
          Duration.ofSeconds(30));

  final Kill kill = new Kill();
  final SagasInMemory store = new SagasInMemory(kill);
  final Travel travel = new Travel(store, kill);
  final List<Runnable> waiting = new ArrayList<>();
  private final TransactionsInMemory inMemory = new TransactionsInMemory(store, kill);
  final Transactions transactions = inMemory.transactions();
  private final BooleanSupplier skipsCompensations;
  private SagaDefinition<Trip> definition;
  SagaEngine engine;
  private int processes;

  SagaTrial(boolean pointOfNoReturn) {
    this(pointOfNoReturn, () -> false);
  }

  SagaTrial(boolean pointOfNoReturn, BooleanSupplier skipsCompensations) {
    this.skipsCompensations = skipsCompensations;
    this.definition = travel.definition(pointOfNoReturn);
    newProcess();
  }

  /** As after a deployment: the next process has it. */
  void deploy(SagaDefinition<Trip> next) {
    definition = next;
    newProcess();
  }

  /** The process is replaced by another one; what it was doing is lost. */
  void newProcess() {
    inMemory.crashed();
    kill.restart();
    waiting.clear();
    engine = process("process-" + ++processes);
  }

  SagaEngine process(String holder) {
    return new SagaEngine(
        "travel",
        List.of(
            new SagaSteps<>(
                definition,
                SETTINGS,
                new Backoff(SETTINGS.firstDelay(), SETTINGS.longestDelay(), () -> 1),
                store::nanoTime,
                skipsCompensations)),
        store,
        transactions,
        new SagaEnvironment(holder, SETTINGS, store::nanoTime, SagaObserver.NOBODY),
        waiting::add);
  }

  /** Starts the saga and carries it on as far as it goes without waiting. */
  void start() throws Exception {
    record();
    runThreads();
  }

  void record() throws Exception {
    transactions.inOwn(
        () -> {
          engine.start(definition, KEY, new Trip("1", List.of()), Optional.empty());
          return null;
        });
  }

  boolean cancel() throws Exception {
    return transactions.inOwn(() -> engine.cancel(KEY));
  }

  void runThreads() {
    while (!waiting.isEmpty()) {
      waiting.remove(0).run();
    }
  }

  /** Lets the time pass until every lease is over, and looks what is due. */
  void later() {
    store.pass(LEASE.plusSeconds(1));
    soon();
  }

  void soon() {
    engine.poll();
    runThreads();
  }

  /** What the process does, which may be killed in it. */
  interface Life {
    void live() throws Exception;
  }

  /** Whether it lived to the end; if not, another process stands ready. */
  boolean survives(Life life) throws Exception {
    try {
      life.live();
    } catch (Kill.Killed e) {
      newProcess();
      return false;
    }
    if (kill.isDead()) {
      newProcess();
      return false;
    }
    return true;
  }

  /** Processes take up what others left, and operators retry what is stuck, until it has ended. */
  void untilEnded() throws Exception {
    for (int round = 0; round < 100 && !state().hasEnded(); round++) {
      survives(this::later);
      if (state() == SagaState.STUCK) {
        survives(() -> engine.retry(KEY));
      }
    }
  }

  SagaState state() {
    return store.state(KEY);
  }
}
