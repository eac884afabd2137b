package dev.cleave.cli;

import dev.cleave.cli.operation.Operations;
import dev.cleave.cli.operation.SagaInstance;
import dev.cleave.cli.operation.Subscription;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was given up and waits for an operator: dead letters, stuck sagas. */
final class UnfinishedWork {

  private final Operations operations;

  UnfinishedWork(Operations operations) {
    this.operations = operations;
  }

  /** One sentence each. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    try {
      for (Subscription one : operations.subscriptions()) {
        if (one.dead() > 0) {
          problems.add(
              "%s has %d dead letter%s: ./cleave events dead"
                  .formatted(one.subscription(), one.dead(), one.dead() == 1 ? "" : "s"));
        }
      }
      long stuck =
          operations.sagas(Optional.of(SagaInstance.State.STUCK)).count(SagaInstance.State.STUCK);
      if (stuck > 0) {
        problems.add(
            "%d saga%s stuck: ./cleave sagas --state STUCK"
                .formatted(stuck, stuck == 1 ? " is" : "s are"));
      }
    } catch (IOException silent) {
      problems.add("it cannot be told what was given up: " + silent.getMessage());
    }
    return problems;
  }
}
