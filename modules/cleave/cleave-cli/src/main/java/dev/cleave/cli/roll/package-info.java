/** A new version of a module that runs as a process of its own, beside the old one. */
package dev.cleave.cli.roll;
