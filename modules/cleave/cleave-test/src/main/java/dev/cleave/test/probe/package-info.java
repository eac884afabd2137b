/**
 * A module that exists to be called: its contract has every type, every kind of failure and every
 * kind of method that contracts may have, so that a difference between bindings shows here before
 * it shows in a shop. Deploy it in tests only, with the data source {@code jdbc/probe}.
 */
package dev.cleave.test.probe;
