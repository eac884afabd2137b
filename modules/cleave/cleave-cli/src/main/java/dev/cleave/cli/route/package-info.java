/**
 * Which process serves a module and how its calls travel: the table an operator wishes for, the
 * file that each process reads it from, and what each process reports to be in effect.
 */
package dev.cleave.cli.route;
