/**
 * Implements the contract by calling other modules through theirs. Each step between two calls has
 * its own small transaction; no call is made inside one.
 */
package dev.cleave.shop.ordering.application;
