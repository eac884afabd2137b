/**
 * Keeps the ledger in the schema {@code payments}: the log natively, since it must tell a conflict
 * without failing, the rest with Jakarta Persistence. Nothing outside this package sees its
 * classes; only the domain's interfaces.
 */
package dev.cleave.shop.payments.persistence;
