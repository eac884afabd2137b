/** The tables of the schema {@code __module__}, as the domain sees them. */
package dev.cleave.shop.__module__.persistence;
