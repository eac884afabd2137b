package dev.cleave.shop.ordering;

import dev.cleave.Problem;

/** The request holds something that only an operator may give. No order was placed. */
@Problem(code = "ordering.operator-only", status = 403)
public final class OperatorOnly extends Exception {
  private final String field;

  public OperatorOnly(String field) {
    super("Only an operator may give " + field + ": leave it out, or use the operator key.");
    this.field = field;
  }

  public String field() {
    return field;
  }
}
