/**
 * The message broker as a program: Artemis with the configuration {@code broker.xml}, for one
 * machine. It knows its folder, its ports and two passwords, and nothing of modules or of the
 * command that starts it.
 */
package dev.cleave.broker;
