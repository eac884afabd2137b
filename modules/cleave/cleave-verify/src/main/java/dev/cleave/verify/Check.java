package dev.cleave.verify;

/** Looks for violations of some rules in one module. */
@FunctionalInterface
interface Check {
  void check(Codebase code, ModuleCode module, Violations violations);
}
