package dev.cleave.runtime.event;

/** Where a test can stop the relay, between any two of its statements. */
@FunctionalInterface
interface FaultPoints {
  /** Nothing happens. */
  FaultPoints NONE = point -> {};

  void at(String point) throws Exception;
}
