package dev.cleave.shop.ordering.application;

/** Breaks off at a chosen one of the places between two effects; each effect has two. */
final class Crash {
  private int placesLeft;

  /** The process ended here. */
  static final class Crashed extends RuntimeException {}

  private Crash(int placesLeft) {
    this.placesLeft = placesLeft;
  }

  static Crash never() {
    return new Crash(Integer.MAX_VALUE);
  }

  void after(int places) {
    placesLeft = places;
  }

  void around(Runnable effect) {
    pass();
    effect.run();
    pass();
  }

  private void pass() {
    if (placesLeft-- == 0) {
      throw new Crashed();
    }
  }
}
