package dev.cleave.runtime.rest;

import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ProblemModel;

/** A declared exception of a contract, on its way out as a problem document. */
final class DeclaredProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient ProblemModel problem;
  private final transient Exception exception;

  private DeclaredProblem(ProblemModel problem, Exception exception) {
    super(exception);
    this.problem = problem;
    this.exception = exception;
  }

  /** Wraps a declared exception; anything else is returned as it is. */
  static Exception of(ContractMethod method, Exception exception) {
    for (ProblemModel problem : method.problems()) {
      if (problem.type().isInstance(exception)) {
        return new DeclaredProblem(problem, exception);
      }
    }
    return exception;
  }

  ProblemModel problem() {
    return problem;
  }

  Exception exception() {
    return exception;
  }
}
