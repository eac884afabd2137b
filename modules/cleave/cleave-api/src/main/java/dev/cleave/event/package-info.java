/**
 * Events that modules publish and listen to: facts, named and versioned independently of their Java
 * classes, kept with the change they tell of and delivered until every listener has handled them.
 * What carries them is the runtime's business.
 */
package dev.cleave.event;
