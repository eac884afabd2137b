/**
 * The test kit: contract suites that run unchanged over every binding, in the container, and what
 * they need to switch routes and to disturb the line. Adopters extend {@link ContractSuite}; it
 * knows contracts only through injection, as any consumer does.
 */
package dev.cleave.test;
