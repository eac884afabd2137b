/**
 * What must be true of the databases when nothing is in progress, as queries. Each row that a query
 * returns is a violation, told in one sentence.
 */
package dev.cleave.crash.check;
