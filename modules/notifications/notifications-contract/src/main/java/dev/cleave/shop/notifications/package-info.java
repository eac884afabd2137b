/**
 * The contract of notifications: which messages customers were sent. The module itself only listens
 * to the events of others.
 */
package dev.cleave.shop.notifications;
