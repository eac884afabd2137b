/**
 * Keeps stock and reservations in the schema {@code inventory} with Jakarta Persistence. Nothing
 * outside this package sees its classes; only the domain's repository interfaces.
 */
package dev.cleave.shop.inventory.persistence;
