package dev.cleave.runtime.cdi;

import dev.cleave.saga.Saga;
import dev.cleave.saga.SagaDefinition;
import dev.cleave.saga.Sagas;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Sagas of the module greeting, good and bad. */
final class Trips {
  private Trips() {}

  private static SagaDefinition<String> named(String name, String step) {
    return SagaDefinition.named(name, String.class).step(step, state -> state).define();
  }

  @ApplicationScoped
  public static class Greet implements Saga<String> {
    @Override
    public SagaDefinition<String> definition() {
      return named("greeting.greet.v1", "greet");
    }
  }

  @ApplicationScoped
  public static class GreetAgain implements Saga<String> {
    @Override
    public SagaDefinition<String> definition() {
      return named("greeting.greet.v1", "greet");
    }
  }

  @ApplicationScoped
  public static class Foreign implements Saga<String> {
    @Override
    public SagaDefinition<String> definition() {
      return named("parting.part.v1", "part");
    }
  }

  @ApplicationScoped
  public static class Longwinded implements Saga<String> {
    @Override
    public SagaDefinition<String> definition() {
      return named("greeting.greet.v1", "g".repeat(80));
    }
  }

  /** No bean: there is nothing to give to its constructor. */
  public static class NoBean implements Saga<String> {
    NoBean(String unknown) {}

    @Override
    public SagaDefinition<String> definition() {
      return named("greeting.greet.v1", "greet");
    }
  }

  @ApplicationScoped
  public static class Starter {
    @Inject private Sagas sagas;

    public Sagas sagas() {
      return sagas;
    }
  }
}
