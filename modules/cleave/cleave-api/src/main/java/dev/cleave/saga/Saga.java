package dev.cleave.saga;

/**
 * A bean that defines a saga: {@link #definition()} is its table of steps. The module that runs it
 * is the one whose contract's package the bean's package lies under.
 *
 * @param <S> what the saga knows: an immutable record of the types that contracts may carry
 */
public interface Saga<S> {
  /** The steps; called once, when the application starts. */
  SagaDefinition<S> definition();
}
