/**
 * The {@code ./cleave} command: one small class per subcommand, which reads its options, calls one
 * of the packages below and prints.
 *
 * <p>A subcommand is added by naming its class in {@link dev.cleave.cli.Cleave}. Nothing here is
 * part of a running server, and nothing of the shop or the runtime is on its class path: it speaks
 * to processes over HTTP and to the database over SQL.
 */
package dev.cleave.cli;
