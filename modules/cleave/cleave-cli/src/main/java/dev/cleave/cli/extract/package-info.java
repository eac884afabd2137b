/**
 * Takes a module out of the running monolith, step by step, and back: what each step does, and the
 * record of what was done. How rows get from one database to another is the business of {@code
 * dev.cleave.cli.move}.
 */
package dev.cleave.cli.extract;
