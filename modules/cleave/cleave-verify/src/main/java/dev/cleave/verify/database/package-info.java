/**
 * The laws of the architecture as rules over a running PostgreSQL: owners, roles, grants and
 * references, as its catalogue tells them ({@link dev.cleave.verify.database.DatabaseCatalogue}).
 *
 * <p>It only reads system catalogues. It must not know how schemas and roles are made.
 */
package dev.cleave.verify.database;
