/**
 * Keeps orders in the schema {@code ordering} with Jakarta Persistence. Nothing outside this
 * package sees its classes; only the domain's repository interfaces.
 */
package dev.cleave.shop.ordering.persistence;
