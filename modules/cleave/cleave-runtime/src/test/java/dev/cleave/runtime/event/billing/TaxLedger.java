package dev.cleave.runtime.event.billing;

import dev.cleave.event.DerivedState;

/** State that was wrong in one place. */
public class TaxLedger implements DerivedState {
  @Override
  public String name() {
    return "taxes";
  }

  @Override
  public Report rebuild() {
    return new Report(12, 1);
  }
}
