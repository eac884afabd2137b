/**
 * The contract of __module__: what others may know of it.
 *
 * <p>Nothing here knows how it is stored.
 */
package dev.cleave.shop.__module__;
