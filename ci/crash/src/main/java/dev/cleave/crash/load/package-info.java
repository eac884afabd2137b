/** A load of orders and reads at a constant rate, and what came of it. */
package dev.cleave.crash.load;
