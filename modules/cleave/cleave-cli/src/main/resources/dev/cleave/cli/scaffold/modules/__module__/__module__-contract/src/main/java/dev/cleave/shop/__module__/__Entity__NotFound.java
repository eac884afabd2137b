package dev.cleave.shop.__module__;

import dev.cleave.Problem;

/** There is none with this id. */
@Problem(code = "__module__.__entity-name__-not-found", status = 404)
public final class __Entity__NotFound extends Exception {
  private final __Entity__Id id;

  public __Entity__NotFound(__Entity__Id id) {
    super("There is no __entity words__ " + id + ".");
    this.id = id;
  }

  public __Entity__Id id() {
    return id;
  }
}
