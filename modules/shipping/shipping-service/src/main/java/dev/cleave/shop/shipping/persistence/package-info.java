/**
 * Keeps shipments in the schema {@code shipping} with Jakarta Persistence. Nothing outside this
 * package sees its classes; only the domain's repository interface.
 */
package dev.cleave.shop.shipping.persistence;
