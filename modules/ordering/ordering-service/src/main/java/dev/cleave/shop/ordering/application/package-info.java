/**
 * Implements the contract. {@link dev.cleave.shop.ordering.application.OrderBook} has the small
 * transactions; the sagas call other modules between them, never inside one.
 */
package dev.cleave.shop.ordering.application;
