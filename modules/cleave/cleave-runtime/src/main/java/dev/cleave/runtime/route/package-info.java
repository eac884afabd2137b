/**
 * How calls travel: the proxy a consumer injects, the route it reads with every call, and the table
 * that keeps the routes at what the configuration wishes while the process runs. It knows bindings
 * only by their interface.
 */
package dev.cleave.runtime.route;
