/**
 * The OpenAPI 3.1 document, derived from the contract model at the first request for it, so that it
 * costs nothing at start and cannot differ from what is served. Nothing but the REST edge uses it;
 * it knows neither routes nor implementations.
 */
package dev.cleave.runtime.openapi;
