/**
 * Makes a new module in the repository, from templates, and registers it wherever modules are
 * listed. It knows files alone, and no running process.
 */
package dev.cleave.cli.scaffold;
