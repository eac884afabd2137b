/**
 * The publishing side of the measured events: an order is one row, and the event that it was
 * placed. The statements are those of the Spring Modulith yardstick, so that the two can be
 * compared.
 */
package dev.cleave.bench.ordering;
