/**
 * Implements the contract, listens to the events of others, and sends what was recorded; the
 * transaction boundary. It must not know tables.
 */
package dev.cleave.shop.notifications.application;
