/**
 * The proof under faults: the real shop under a load of orders, killed at a random instant, started
 * again, and compared with a journal that the load has written.
 *
 * <p>Uses the command's classes to start and stop what {@code ./cleave up} starts, and the shop's
 * public HTTP interface; knows the tables of all modules, which nothing else may.
 */
package dev.cleave.crash;
