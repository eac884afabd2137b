package dev.cleave.test.probe;

import dev.cleave.Problem;
import dev.cleave.test.probe.Probe.ItemId;
import dev.cleave.test.probe.Probe.Shape;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A refusal with fields of many types. */
@Problem(code = "probe.refused", status = 409)
public final class Refused extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient ItemId item;
  private final BigDecimal amount;
  private final Instant since;
  private final transient List<String> reasons;
  private final transient Optional<String> note;
  private final transient Shape shape;

  public Refused(
      ItemId item,
      BigDecimal amount,
      Instant since,
      List<String> reasons,
      Optional<String> note,
      Shape shape) {
    super("Refused item " + item.value() + " for " + amount + " since " + since + ": " + reasons);
    this.item = item;
    this.amount = amount;
    this.since = since;
    this.reasons = reasons;
    this.note = note;
    this.shape = shape;
  }

  public ItemId item() {
    return item;
  }

  public BigDecimal amount() {
    return amount;
  }

  public Instant since() {
    return since;
  }

  public List<String> reasons() {
    return reasons;
  }

  public Optional<String> note() {
    return note;
  }

  public Shape shape() {
    return shape;
  }

  /** Sent, but not needed to restore the exception. */
  public String hint() {
    return "ask for less";
  }
}
