/**
 * The contract of accounts: who our customers are and where they live.
 *
 * <p>Other modules and the outside use accounts through {@link dev.cleave.shop.accounts.Accounts}
 * only. Nothing here knows how users are stored.
 */
package dev.cleave.shop.accounts;
