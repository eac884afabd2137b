/**
 * Records who calls which contract how often, for how long and with how much, while somebody wants
 * to know: what a readiness report predicts from. Off, it is one volatile read on the slow way of a
 * call, and nothing on the fast one. Knows neither routes nor bindings but by name.
 */
package dev.cleave.runtime.record;
