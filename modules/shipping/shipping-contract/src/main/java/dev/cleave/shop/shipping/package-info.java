/**
 * The contract of shipping: what is to be sent, what was sent, what came back.
 *
 * <p>Other modules and the outside use shipping through {@link dev.cleave.shop.shipping.Shipping}
 * and its events only. Nothing here knows how shipments are stored.
 */
package dev.cleave.shop.shipping;
