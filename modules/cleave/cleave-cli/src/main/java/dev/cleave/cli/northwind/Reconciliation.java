package dev.cleave.cli.northwind;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;

/**
 * What the import is responsible for, as the shop reports it, and where that differs from the
 * files. Other users, products and orders of the shop do not count.
 *
 * @param customers users with the e-mail address of a customer
 * @param products those that the import created
 * @param orders of those users, with the number of an order as reference
 * @param lines of those orders
 * @param units ordered in those lines
 * @param orderTotal sum of the orders, without freight
 * @param freight sum of their freight
 * @param priceChanges prices of those products beyond the first
 * @param stock units of those products on hand
 * @param paid out of the wallets of those users, without what other orders of theirs cost
 * @param wallets money left in those wallets
 * @param shipments of those orders that were sent completely
 * @param differences one sentence each; empty if shop and files agree
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Reconciliation(
    int customers,
    int products,
    int orders,
    int lines,
    int units,
    String orderTotal,
    String freight,
    int priceChanges,
    int stock,
    String paid,
    String wallets,
    int shipments,
    List<String> differences) {}
