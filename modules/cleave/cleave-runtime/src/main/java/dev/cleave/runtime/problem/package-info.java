/**
 * Failures on their way from one process to another: problem documents (RFC 9457), which every
 * remote binding carries, and what is said about input that cannot be read.
 */
package dev.cleave.runtime.problem;
