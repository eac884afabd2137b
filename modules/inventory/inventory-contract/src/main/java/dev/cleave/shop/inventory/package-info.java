/**
 * The contract of inventory: how many units are there, and who holds them.
 *
 * <p>A reservation is tried with an expiry, then confirmed or cancelled (TCC). Products are known
 * by id only: stock may arrive before catalog lists the product.
 */
package dev.cleave.shop.inventory;
