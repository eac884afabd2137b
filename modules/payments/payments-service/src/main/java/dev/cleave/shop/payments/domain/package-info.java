/**
 * How money moves between the accounts of a wallet, and how a payment changes. Both follow from
 * events alone. No REST, no SQL, no clock.
 */
package dev.cleave.shop.payments.domain;
