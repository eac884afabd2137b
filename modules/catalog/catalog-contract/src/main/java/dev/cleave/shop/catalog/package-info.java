/**
 * The contract of catalog: what we sell, in which category, and at what price since when.
 *
 * <p>Prices come from here and never from a customer. Nothing here knows stock or orders.
 */
package dev.cleave.shop.catalog;
