/**
 * The modules' services against a real database, set up as {@code ./cleave up} does it: each works
 * with the rights of its own role. One database server for all tests; no application server.
 */
package dev.cleave.shop;
