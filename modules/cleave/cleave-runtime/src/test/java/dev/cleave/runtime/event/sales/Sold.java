package dev.cleave.runtime.event.sales;

import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;

/** Something was sold. */
@IntegrationEvent("sales.sold.v1")
public record Sold(@EventKey ArticleId article, int number) {
  /** Travels as its bare value. */
  public record ArticleId(String value) {}

  public static Sold of(String article, int number) {
    return new Sold(new ArticleId(article), number);
  }
}
