/**
 * Keeps products in the schema {@code catalog} with Jakarta Persistence. Nothing outside this
 * package sees its classes; only the domain's repository interfaces.
 */
package dev.cleave.shop.catalog.persistence;
