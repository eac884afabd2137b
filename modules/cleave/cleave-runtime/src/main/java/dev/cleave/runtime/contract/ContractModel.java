package dev.cleave.runtime.contract;

import dev.cleave.ModuleContract;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One contract interface: its module, its path, its methods and the problems they declare. */
public final class ContractModel {
  private final Class<?> type;
  private final String module;
  private final String path;
  private final List<ContractMethod> methods;
  private final Map<Method, ContractMethod> byMethod;
  private final Map<String, ProblemModel> problems;

  private ContractModel(Class<?> type) {
    this.type = type;
    this.module = type.getAnnotation(ModuleContract.class).value();
    this.path = Paths.normalized(type.getAnnotation(Path.class).value());
    this.problems = new LinkedHashMap<>();
    this.byMethod = new HashMap<>();
    List<ContractMethod> found = new ArrayList<>();
    List<Method> declared = new ArrayList<>(List.of(type.getMethods()));
    declared.removeIf(method -> !Modifier.isAbstract(method.getModifiers()));
    declared.sort(Comparator.comparing(Method::getName));
    for (Method method : declared) {
      ContractMethod contractMethod = new ContractMethod(this, found.size(), method);
      found.add(contractMethod);
      byMethod.put(method, contractMethod);
      for (ProblemModel problem : contractMethod.problems()) {
        problems.putIfAbsent(problem.code(), problem);
      }
    }
    this.methods = Collections.unmodifiableList(found);
  }

  /**
   * Reads a contract.
   *
   * @throws IllegalArgumentException naming the type or method that is not what a contract must be
   */
  public static ContractModel of(Class<?> type) {
    if (!type.isInterface() || !type.isAnnotationPresent(ModuleContract.class)) {
      throw new IllegalArgumentException(
          type.getName() + " is no contract: that is an interface with @ModuleContract.");
    }
    if (!type.isAnnotationPresent(Path.class)) {
      throw new IllegalArgumentException(
          "The contract " + type.getName() + " has no @Path: give it the path of its resource.");
    }
    return new ContractModel(type);
  }

  public static boolean isContract(Class<?> type) {
    return type.isInterface() && type.isAnnotationPresent(ModuleContract.class);
  }

  public Class<?> type() {
    return type;
  }

  /** The simple name, as used in messages, metrics and the inbox. */
  public String name() {
    return type.getSimpleName();
  }

  public String module() {
    return module;
  }

  /** See {@link ModuleContract#version()}. */
  public int version() {
    return type.getAnnotation(ModuleContract.class).version();
  }

  /** The path of the resource, with a leading and without a trailing slash. */
  public String path() {
    return path;
  }

  /** The methods, by name. */
  public List<ContractMethod> methods() {
    return methods;
  }

  /** The model of a method of the interface, or {@code null} for any other. */
  public ContractMethod method(Method method) {
    return byMethod.get(method);
  }

  public Optional<ProblemModel> problem(String code) {
    return Optional.ofNullable(problems.get(code));
  }

  /** The first method that joins the caller's transaction, which pins the module. */
  public Optional<ContractMethod> pinnedBy() {
    return methods.stream().filter(ContractMethod::isSharedTransaction).findFirst();
  }

  @Override
  public String toString() {
    return module + "/" + name();
  }
}
