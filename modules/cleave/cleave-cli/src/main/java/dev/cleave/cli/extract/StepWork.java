package dev.cleave.cli.extract;

import java.io.IOException;
import java.util.Map;

/**
 * What one step does. Both directions may be repeated after they were broken off at any point, and
 * may be asked for when nothing is left to do.
 */
interface StepWork {

  /** Does the step; returns what was measured. */
  Map<String, Object> forward() throws IOException, InterruptedException;

  /** Undoes it; returns what was measured. */
  Map<String, Object> back() throws IOException, InterruptedException;
}
