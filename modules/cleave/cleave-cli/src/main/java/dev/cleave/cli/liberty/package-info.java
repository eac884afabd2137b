/**
 * Open Liberty servers: their directories under {@code .cleave/}, starting them, telling when they
 * are ready and why they are not.
 */
package dev.cleave.cli.liberty;
