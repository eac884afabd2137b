package dev.cleave.shop.ordering.domain;

import dev.cleave.shop.ordering.OperatorOnly;
import dev.cleave.shop.ordering.PlaceOrder;

/** Only an operator agrees on a discount, on freight and on a reference. */
public final class OperatorTerms {
  private OperatorTerms() {}

  /**
   * @throws OperatorOnly if the request holds any of them; it names the first
   */
  public static void requireNone(PlaceOrder request) throws OperatorOnly {
    for (int i = 0; i < request.lines().size(); i++) {
      if (request.lines().get(i).discount().isPresent()) {
        throw new OperatorOnly("lines[" + i + "].discount");
      }
    }
    if (request.freight().isPresent()) {
      throw new OperatorOnly("freight");
    }
    if (request.reference().isPresent()) {
      throw new OperatorOnly("reference");
    }
  }
}
