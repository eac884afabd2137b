/**
 * Operating-system processes that outlive the command that started them: how they are started,
 * found again, recognised and stopped. Knows nothing of what they run.
 */
package dev.cleave.cli.process;
