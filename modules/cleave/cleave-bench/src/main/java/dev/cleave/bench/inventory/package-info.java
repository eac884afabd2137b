/**
 * The listening side of the measured events: a placed order takes units and leaves a movement,
 * which tells when the event was published and when it was handled.
 */
package dev.cleave.bench.inventory;
