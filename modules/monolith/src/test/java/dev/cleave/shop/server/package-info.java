/**
 * The one server that all tests of a Maven run share: the monolith as {@code ./cleave up} starts
 * it, with the probe module and the tests added to its WAR. Arquillian is told that it is a
 * container.
 */
package dev.cleave.shop.server;
