/**
 * The contract of payments: a wallet for each customer, and what is paid out of it.
 *
 * <p>Other modules and the outside use payments through {@link dev.cleave.shop.payments.Payments}
 * and its events only. Nothing here knows how the ledger is kept.
 */
package dev.cleave.shop.payments;
