/**
 * Keeps messages and recipients in the schema {@code notifications} with Jakarta Persistence.
 * Nothing outside this package sees its classes; only the domain's repository interfaces.
 */
package dev.cleave.shop.notifications.persistence;
