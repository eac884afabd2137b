/**
 * REST, both ways: the contracts as resources of every process (public and internal port, problem
 * documents, JSON), and the binding that calls them with the MicroProfile Rest Client.
 */
package dev.cleave.runtime.rest;
