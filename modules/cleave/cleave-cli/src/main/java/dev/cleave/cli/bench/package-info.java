/**
 * The measurements behind {@code ./cleave bench}. Each one is taken in rounds, against a yardstick
 * in the same run where there is one, and told as a median with its spread.
 */
package dev.cleave.cli.bench;
