/**
 * A second probe, whose methods join the transaction of their caller. It is a module of its own,
 * since it is thereby pinned and the first probe takes every route; it keeps its things in the same
 * schema ({@code cleave.data-source.shared-probe = jdbc/probe}).
 */
package dev.cleave.test.probe.shared;
