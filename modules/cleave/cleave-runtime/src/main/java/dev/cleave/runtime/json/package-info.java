/**
 * The JSON form of contract types, the same wherever it is needed: REST bodies, stored results, the
 * hash of a request. Jackson does the work; here are only the rules that make it fit the contracts.
 */
package dev.cleave.runtime.json;
