package dev.cleave.verify;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.cleave.Problem;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The exceptions of a contract: {@code @Problem}, checked, restorable from their fields. */
final class ProblemCheck implements Check {
  /** RFC 9457, 3.1, and what the toolkit adds to every problem document. */
  private static final Set<String> RESERVED =
      Set.of("type", "title", "status", "detail", "instance", "code", "violations");

  @Override
  public void check(Codebase code, ModuleCode module, Violations violations) {
    for (JavaClass contract : module.contracts()) {
      for (ContractMethod method : ContractMethod.of(contract.reflect())) {
        for (Class<?> declared : method.method().getExceptionTypes()) {
          checkDeclaration(module, contract.getName(), method, declared, violations);
        }
      }
    }
    Map<String, String> ownerOfCode = new TreeMap<>();
    for (JavaClass type : module.classes()) {
      if (type.isAnnotatedWith(Problem.class)) {
        checkProblem(module, type, ownerOfCode, violations);
      }
    }
  }

  private static void checkDeclaration(
      ModuleCode module,
      String contract,
      ContractMethod method,
      Class<?> declared,
      Violations violations) {
    if (!declared.isAnnotationPresent(Problem.class)) {
      violations.add(
          Rule.CONTRACT_PROBLEMS,
          module.name(),
          contract,
          method.name(),
          "declares %s, which is not a @Problem".formatted(declared.getName()),
          "checked exceptions with @Problem(code = \"%s.…\", status = 4xx)"
              .formatted(module.name()));
    } else if (!declared.getPackageName().equals(module.packageName())) {
      violations.add(
          Rule.CONTRACT_PROBLEMS,
          module.name(),
          contract,
          method.name(),
          "declares %s of another module".formatted(declared.getName()),
          "exceptions of package %s: translate what a callee answers"
              .formatted(module.packageName()));
    }
  }

  private static void checkProblem(
      ModuleCode module, JavaClass type, Map<String, String> ownerOfCode, Violations violations) {
    Report report = new Report(module, type.getName(), violations);
    Class<?> problem = type.reflect();
    Problem annotation = problem.getAnnotation(Problem.class);
    if (module.layerOf(type) != Layer.CONTRACT) {
      report.add(
          "", "is a @Problem in a private package", "the contract package " + module.packageName());
    }
    if (!Exception.class.isAssignableFrom(problem)
        || RuntimeException.class.isAssignableFrom(problem)
        || Modifier.isAbstract(problem.getModifiers())) {
      report.add("", "is not a checked exception", "a concrete class that extends Exception");
    }
    if (!annotation.code().matches(Pattern.quote(module.name()) + "\\.[a-z0-9-]+")) {
      report.add(
          "",
          "has the code \"%s\"".formatted(annotation.code()),
          "\"%s.<what-happened>\" in lower case with hyphens".formatted(module.name()));
    }
    String first = ownerOfCode.putIfAbsent(annotation.code(), type.getName());
    if (first != null) {
      report.add(
          "",
          "has the code \"%s\" of %s".formatted(annotation.code(), first),
          "a code of its own: it is how the exception is recognised");
    }
    if (annotation.status() < 400 || annotation.status() > 499) {
      report.add(
          "",
          "has the status %d".formatted(annotation.status()),
          "400 to 499: a declared exception is an answer to the caller (RFC 9110, 15.5)");
    }
    checkFields(problem, report);
  }

  private static void checkFields(Class<?> problem, Report report) {
    List<Method> fields = ProblemFields.of(problem);
    for (Method field : fields) {
      if (RESERVED.contains(field.getName())) {
        report.add(
            field.getName() + "()",
            "is a field with the name of a member of every problem document",
            "any name but " + RESERVED.stream().sorted().toList());
      }
    }
    Constructor<?>[] constructors = problem.getConstructors();
    if (constructors.length != 1) {
      report.add(
          "",
          "has %d public constructors".formatted(constructors.length),
          "exactly one, with which the other side restores it from its fields");
      return;
    }
    for (Parameter parameter : constructors[0].getParameters()) {
      if (!parameter.isNamePresent()) {
        report.add("constructor", "has no parameter names", "compiling it with -parameters");
        return;
      }
      boolean readable =
          fields.stream()
              .anyMatch(
                  field ->
                      field.getName().equals(parameter.getName())
                          && field.getGenericReturnType().equals(parameter.getParameterizedType()));
      if (!readable) {
        report.add(
            "constructor",
            "has the parameter %s %s without an accessor"
                .formatted(parameter.getType().getSimpleName(), parameter.getName()),
            "public %s %s(); the fields are %s"
                .formatted(
                    parameter.getType().getSimpleName(),
                    parameter.getName(),
                    Stream.of(fields.toArray(Method[]::new))
                        .map(Method::getName)
                        .sorted(Comparator.naturalOrder())
                        .toList()));
      }
    }
  }

  private record Report(ModuleCode module, String type, Violations violations) {
    void add(String place, String what, String allowed) {
      violations.add(Rule.CONTRACT_PROBLEMS, module.name(), type, place, what, allowed);
    }
  }
}
