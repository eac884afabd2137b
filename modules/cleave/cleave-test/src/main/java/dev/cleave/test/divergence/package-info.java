/**
 * What tends to differ between a call in the process and one over a wire, pinned with the probe
 * module: every suite here expects the same of every binding, to the letter. Derive one class from
 * each suite for each binding.
 */
package dev.cleave.test.divergence;
