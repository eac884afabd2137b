/**
 * Imports the Northwind traders sample, seven CSV files, into a running shop, and reads it back to
 * prove that everything arrived: files are read and checked as a whole ({@link
 * dev.cleave.cli.northwind.NorthwindReader}), turned into a history of prices and orders, sent as
 * commands that may be repeated, and compared.
 *
 * <p>It knows the shop's public HTTP interface and nothing else of it: no contract jar, no
 * database.
 */
package dev.cleave.cli.northwind;
