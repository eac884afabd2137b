package dev.cleave.runtime.call;

import dev.cleave.InvalidRequest;
import dev.cleave.InvalidRequest.Violation;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractParameter;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validator;
import jakarta.validation.executable.ExecutableValidator;
import jakarta.validation.metadata.BeanDescriptor;
import jakarta.validation.metadata.MethodDescriptor;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Checks the arguments of a call against the constraints on the contract. */
public final class Validation {
  private final Supplier<Validator> validators;

  Validation(Supplier<Validator> validators) {
    this.validators = validators;
  }

  /** Whether the method has any constraint; asked once per method. */
  boolean isConstrained(ContractMethod method) {
    BeanDescriptor bean = validators.get().getConstraintsForClass(method.contract().type());
    MethodDescriptor descriptor =
        bean.getConstraintsForMethod(
            method.method().getName(), method.method().getParameterTypes());
    return descriptor != null && descriptor.hasConstrainedParameters();
  }

  /**
   * Applies the constraints.
   *
   * @throws InvalidRequest with every violation, in the order of their paths
   */
  void check(Object target, ContractMethod method, Object[] arguments) {
    ExecutableValidator executables = validators.get().forExecutables();
    Method declared = method.method();
    Set<ConstraintViolation<Object>> found =
        executables.validateParameters(target, declared, arguments);
    if (found.isEmpty()) {
      return;
    }
    throw refusal(method, found);
  }

  /** What constraints a value violates, in the order of their paths. */
  Set<String> violations(Object value) {
    Set<String> violations = new TreeSet<>();
    for (ConstraintViolation<Object> violation : validators.get().validate(value)) {
      violations.add(violation.getPropertyPath() + " " + violation.getMessage());
    }
    return violations;
  }

  /** What the caller is told about broken constraints: all of them, in the order of their paths. */
  public static InvalidRequest refusal(
      ContractMethod method, Collection<? extends ConstraintViolation<?>> broken) {
    List<Violation> violations =
        broken.stream()
            .map(v -> new Violation(field(v.getPropertyPath(), method), v.getMessage()))
            .sorted(Comparator.comparing(Violation::field).thenComparing(Violation::message))
            .toList();
    Violation first = violations.get(0);
    return new InvalidRequest(
        "%s: %s %s%s."
            .formatted(
                method.name(),
                first.field(),
                first.message(),
                violations.size() == 1 ? "" : " (and %d more)".formatted(violations.size() - 1)),
        violations);
  }

  /** The path within the request: without the method, and without the body's parameter name. */
  private static String field(Path path, ContractMethod method) {
    StringBuilder field = new StringBuilder();
    for (Path.Node node : path) {
      if (node.getKind() == ElementKind.METHOD) {
        continue;
      }
      if (node.getKind() == ElementKind.PARAMETER) {
        int index = node.as(Path.ParameterNode.class).getParameterIndex();
        ContractParameter parameter = method.parameters().get(index);
        if (parameter.in() != ContractParameter.In.BODY) {
          field.append(parameter.name());
        }
        continue;
      }
      if (node.isInIterable() && node.getIndex() != null) {
        field.append('[').append(node.getIndex()).append(']');
      }
      if (node.getName() != null && node.getKind() != ElementKind.CONTAINER_ELEMENT) {
        field.append(field.isEmpty() ? "" : ".").append(node.getName());
      }
    }
    return field.isEmpty() ? "body" : field.toString();
  }
}
