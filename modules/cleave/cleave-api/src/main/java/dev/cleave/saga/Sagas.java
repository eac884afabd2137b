package dev.cleave.saga;

/** Starts sagas. Injected; thread-safe. */
public interface Sagas {
  /**
   * Records a saga in the transaction that is open on the thread, and runs it as soon as that
   * transaction has committed, in this process or, after a crash, in the next one. If a saga of
   * this definition and id was recorded before, nothing happens.
   *
   * @param saga the class of the bean that defines it
   * @param id of what it is about; identifies it within its definition; 1 to 100 characters
   * @param state what it begins with
   * @throws IllegalStateException if no transaction is open
   * @throws IllegalArgumentException if no such saga is deployed here
   */
  <S> void start(Class<? extends Saga<S>> saga, String id, S state);

  /**
   * Asks a running saga to stop going forward and to compensate what was done, in the transaction
   * that is open on the thread. Has no effect once its point of no return is passed or it has
   * ended.
   *
   * @return whether it will compensate
   */
  <S> boolean cancel(Class<? extends Saga<S>> saga, String id);
}
