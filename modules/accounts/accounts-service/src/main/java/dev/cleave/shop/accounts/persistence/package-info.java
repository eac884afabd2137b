/**
 * Keeps users in the schema {@code accounts} with Jakarta Persistence. Nothing outside this package
 * sees its classes; only the domain's repository interfaces.
 */
package dev.cleave.shop.accounts.persistence;
