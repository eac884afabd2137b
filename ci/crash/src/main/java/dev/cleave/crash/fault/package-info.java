/**
 * Two instances of a service behind one route, one of which is killed, made slow, cut off, or made
 * to answer errors while the shop is in use.
 */
package dev.cleave.crash.fault;
