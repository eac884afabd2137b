package dev.cleave.runtime.event.sales.renamed;

import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;
import java.util.Optional;

/** What {@code Sold} is called in a later release: the event is the same. */
@IntegrationEvent("sales.sold.v1")
public record ArticleSold(@EventKey String article, int number, Optional<String> channel) {}
