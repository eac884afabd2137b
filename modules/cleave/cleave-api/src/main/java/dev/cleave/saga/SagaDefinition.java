package dev.cleave.saga;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The steps of a saga, in order, as a table:
 *
 * <pre>{@code
 * SagaDefinition.named("ordering.checkout.v1", Checkout.State.class)
 *     .step("reserve", this::reserve).compensatedBy(this::release).within(ofSeconds(30))
 *     .step("authorise", this::authorise).compensatedBy(this::voidAuthorisation).within(ofSeconds(30))
 *     .step("capture", this::capture).compensatedBy(this::refund).within(ofSeconds(30))
 *     .step("confirm", this::confirm).pointOfNoReturn()
 *     .onFinished(this::finished)
 *     .onCompensated(this::rejected)
 *     .define();
 * }</pre>
 *
 * <p>A step is a call of a contract, made outside any transaction, with an idempotency key that
 * follows from saga and step: repeated after a crash it has its effect once. It returns the state
 * as it is after it. An exception that the contract declares is a refusal: the steps done so far,
 * and the refused one, are compensated, last first. Any other failure is tried again, with growing
 * delays, until the step's time is over; then its outcome is unknown, and it is compensated like a
 * step that was done. So a compensation must cope with a step that was never done, and must keep a
 * late one from having an effect. A compensation is tried again until it succeeds; after the last
 * attempt the saga is stuck, shown to operators, and goes on when one of them says so.
 *
 * <p>From a step that is the point of no return on, steps are only ever tried again.
 *
 * @param <S> the state
 */
public final class SagaDefinition<S> {
  /** A step or a compensation: calls contracts and returns the state after it. */
  @FunctionalInterface
  public interface Action<S> {
    S run(S state) throws Exception;
  }

  /**
   * One row of the table.
   *
   * @param name within the saga; kept in the database, so that it outlives the names of methods
   * @param compensation {@code null} for a step that changes nothing, or is past the point of no
   *     return
   * @param timeout after which it is given up, all attempts together
   * @param isPointOfNoReturn whether there is no way back from this step on
   */
  public record Step<S>(
      String name,
      Action<S> action,
      Action<S> compensation,
      Duration timeout,
      boolean isPointOfNoReturn) {}

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  private final String name;
  private final Class<S> stateType;
  private final List<Step<S>> steps;
  private final Consumer<S> finished;
  private final BiConsumer<S, SagaFailure> compensated;

  private SagaDefinition(Builder<S> builder) {
    this.name = builder.name;
    this.stateType = builder.stateType;
    this.steps = List.copyOf(builder.steps);
    this.finished = builder.finished;
    this.compensated = builder.compensated;
  }

  /**
   * Begins a definition.
   *
   * @param name {@code <module>.<what-it-does>.v<version>}; a change that instances under way could
   *     not follow gets a new version
   */
  public static <S> Builder<S> named(String name, Class<S> stateType) {
    return new Builder<>(name, stateType);
  }

  public String name() {
    return name;
  }

  public Class<S> stateType() {
    return stateType;
  }

  public List<Step<S>> steps() {
    return steps;
  }

  /** The position of a step, or empty if there is none of this name (any more). */
  public Optional<Integer> position(String step) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).name().equals(step)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  /** What is done in the transaction that records the end of the last step. */
  public Consumer<S> finished() {
    return finished;
  }

  /** What is done in the transaction that records the end of the last compensation. */
  public BiConsumer<S, SagaFailure> compensated() {
    return compensated;
  }

  /** Builds a definition. */
  public static final class Builder<S> {
    private final String name;
    private final Class<S> stateType;
    private final List<Step<S>> steps = new ArrayList<>();
    private Consumer<S> finished = state -> {};
    private BiConsumer<S, SagaFailure> compensated = (state, failure) -> {};

    private Builder(String name, Class<S> stateType) {
      this.name = Objects.requireNonNull(name);
      this.stateType = Objects.requireNonNull(stateType);
    }

    /** Adds a step. */
    public StepBuilder<S> step(String step, Action<S> action) {
      return new StepBuilder<>(this, step, action);
    }

    /** Done in the module's own transaction that records the end of the last step. */
    public Builder<S> onFinished(Consumer<S> work) {
      this.finished = work;
      return this;
    }

    /** Done in the module's own transaction that records the end of the last compensation. */
    public Builder<S> onCompensated(BiConsumer<S, SagaFailure> work) {
      this.compensated = work;
      return this;
    }

    /**
     * Ends the definition.
     *
     * @throws IllegalArgumentException if there is no step, or two of the same name
     */
    public SagaDefinition<S> define() {
      Set<String> names = new HashSet<>();
      for (Step<S> step : steps) {
        if (!names.add(step.name())) {
          throw new IllegalArgumentException(
              "The saga %s has two steps called \"%s\": give each a name of its own."
                  .formatted(name, step.name()));
        }
      }
      if (steps.isEmpty()) {
        throw new IllegalArgumentException("The saga " + name + " has no step.");
      }
      return new SagaDefinition<>(this);
    }
  }

  /** Builds a step; any method of the builder after it ends it. */
  public static final class StepBuilder<S> {
    private final Builder<S> saga;
    private final int position;

    private StepBuilder(Builder<S> saga, String name, Action<S> action) {
      this.saga = saga;
      this.position = saga.steps.size();
      saga.steps.add(
          new Step<>(
              Objects.requireNonNull(name),
              Objects.requireNonNull(action),
              null,
              DEFAULT_TIMEOUT,
              false));
    }

    private StepBuilder<S> replace(Action<S> compensation, Duration timeout, boolean isPoint) {
      Step<S> step = saga.steps.get(position);
      saga.steps.set(
          position, new Step<>(step.name(), step.action(), compensation, timeout, isPoint));
      return this;
    }

    /** How the step is undone, whether it was done or not. */
    public StepBuilder<S> compensatedBy(Action<S> compensation) {
      Step<S> step = saga.steps.get(position);
      return replace(compensation, step.timeout(), step.isPointOfNoReturn());
    }

    /** How long the step is tried; 30 seconds if not said. */
    public StepBuilder<S> within(Duration timeout) {
      Step<S> step = saga.steps.get(position);
      return replace(step.compensation(), timeout, step.isPointOfNoReturn());
    }

    /** There is no way back once this step has begun. */
    public StepBuilder<S> pointOfNoReturn() {
      Step<S> step = saga.steps.get(position);
      return replace(step.compensation(), step.timeout(), true);
    }

    /** Adds the next step. */
    public StepBuilder<S> step(String name, Action<S> action) {
      return saga.step(name, action);
    }

    /** See {@link Builder#onFinished}. */
    public Builder<S> onFinished(Consumer<S> work) {
      return saga.onFinished(work);
    }

    /** See {@link Builder#onCompensated}. */
    public Builder<S> onCompensated(BiConsumer<S, SagaFailure> work) {
      return saga.onCompensated(work);
    }

    /** See {@link Builder#define}. */
    public SagaDefinition<S> define() {
      return saga.define();
    }
  }
}
