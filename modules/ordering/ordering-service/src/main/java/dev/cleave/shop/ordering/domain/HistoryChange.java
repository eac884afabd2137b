package dev.cleave.shop.ordering.domain;

import dev.cleave.shop.ordering.OrderId;
import java.time.Instant;

/**
 * That something becomes known of an order.
 *
 * @param generation of the history that is changed
 * @param at when it was told
 */
public record HistoryChange(int generation, OrderId order, Instant at) {}
