package dev.cleave.test.probe;

import dev.cleave.Problem;
import dev.cleave.test.probe.Probe.ItemId;

/** There is no thing with this id. */
@Problem(code = "probe.no-such-thing", status = 404)
public final class NoSuchThing extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient ItemId id;

  public NoSuchThing(ItemId id) {
    super("There is no thing " + id.value() + ".");
    this.id = id;
  }

  public ItemId id() {
    return id;
  }
}
