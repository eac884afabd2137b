/**
 * The contract of ordering: who ordered what, at which price, and whether it still stands.
 *
 * <p>Prices come from catalog, units from inventory, customers from accounts; this contract names
 * them by id.
 */
package dev.cleave.shop.ordering;
