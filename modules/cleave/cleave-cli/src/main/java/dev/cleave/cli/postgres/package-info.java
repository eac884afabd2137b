/**
 * PostgreSQL: the embedded server as a process of its own, and what the shop needs inside any
 * server (database, roles, schemas, grants, migrations). The only package that speaks SQL.
 */
package dev.cleave.cli.postgres;
