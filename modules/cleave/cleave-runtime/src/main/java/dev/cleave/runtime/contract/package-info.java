/**
 * What the annotations of a contract say, read once by reflection. Every binding, the REST edge and
 * the OpenAPI document are derived from this model; it knows none of them.
 */
package dev.cleave.runtime.contract;
