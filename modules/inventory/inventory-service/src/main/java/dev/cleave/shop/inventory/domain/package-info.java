/**
 * How units are received, held, sold and given back. No REST, no SQL, no clock of its own: time
 * comes with the shelf that is changed.
 */
package dev.cleave.shop.inventory.domain;
