package dev.cleave.runtime.event.billing;

import dev.cleave.event.EventListener;
import dev.cleave.runtime.event.sales.renamed.ArticleSold;
import java.util.function.Consumer;

/** What {@code Bills} is called in a later release: the subscription is the same. */
public class LaterBills {
  private final Consumer<ArticleSold> received;

  public LaterBills(Consumer<ArticleSold> received) {
    this.received = received;
  }

  @EventListener("write-bill")
  void onArticleSold(ArticleSold event) {
    received.accept(event);
  }
}
