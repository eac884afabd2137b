package dev.cleave.runtime.saga;

import java.time.Duration;

/** The fake that the engine is tested with keeps what PostgreSQL keeps. */
class SagasInMemoryTest extends SagaStoreSuite {
  private final SagasInMemory store = new SagasInMemory(new Kill());

  @Override
  SagaStore store() {
    return store;
  }

  @Override
  void pass(Duration time) {
    store.pass(time);
  }

  @Override
  long nanoTime() {
    return store.nanoTime();
  }
}
