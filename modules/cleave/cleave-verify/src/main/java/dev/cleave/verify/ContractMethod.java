package dev.cleave.verify;

import dev.cleave.Creates;
import dev.cleave.Operator;
import dev.cleave.Public;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A method of a contract as its annotations describe it, right or wrong. */
record ContractMethod(Method method) {
  /** Who may call a method, from the fewest to the most. */
  enum Access {
    INTERNAL,
    OPERATOR,
    PUBLIC
  }

  static List<ContractMethod> of(Class<?> contract) {
    return Stream.of(contract.getDeclaredMethods())
        .filter(method -> !method.isSynthetic())
        .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toGenericString))
        .map(ContractMethod::new)
        .toList();
  }

  String name() {
    return method.getName();
  }

  /** {@code Ordering.place}, for messages. */
  String label() {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  List<String> verbs() {
    return Stream.of(method.getAnnotations())
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .filter(verb -> verb != null)
        .map(HttpMethod::value)
        .sorted()
        .toList();
  }

  boolean isRead() {
    return verbs().equals(List.of(HttpMethod.GET));
  }

  String path() {
    Path path = method.getAnnotation(Path.class);
    return path == null ? "" : path.value();
  }

  Access access() {
    return method.isAnnotationPresent(Public.class)
        ? Access.PUBLIC
        : method.isAnnotationPresent(Operator.class) ? Access.OPERATOR : Access.INTERNAL;
  }

  Optional<String> creates() {
    return Optional.ofNullable(method.getAnnotation(Creates.class)).map(Creates::value);
  }

  List<ContractParameter> parameters() {
    return Stream.of(method.getParameters()).map(ContractParameter::of).toList();
  }

  List<ContractParameter> parameters(ContractParameter.Source source) {
    return parameters().stream().filter(parameter -> parameter.source() == source).toList();
  }
}
