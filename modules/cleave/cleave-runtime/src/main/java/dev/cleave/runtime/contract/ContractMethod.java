package dev.cleave.runtime.contract;

import dev.cleave.Creates;
import dev.cleave.InvalidRequest;
import dev.cleave.Operator;
import dev.cleave.Problem;
import dev.cleave.Public;
import dev.cleave.SharedTransaction;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One method of a contract. */
public final class ContractMethod {
  /** Who may call a method from outside. */
  public enum Access {
    INTERNAL,
    PUBLIC,
    OPERATOR
  }

  private final ContractModel contract;
  private final int index;
  private final Method method;
  private final String verb;
  private final boolean isCommand;
  private final Access access;
  private final List<ContractParameter> parameters;
  private final List<ProblemModel> problems;

  ContractMethod(ContractModel contract, int index, Method method) {
    this.contract = contract;
    this.index = index;
    this.method = method;
    this.verb = verbOf(method);
    this.isCommand = !verb.equals(HttpMethod.GET) && !verb.equals(HttpMethod.HEAD);
    this.access =
        method.isAnnotationPresent(Operator.class)
            ? Access.OPERATOR
            : method.isAnnotationPresent(Public.class) ? Access.PUBLIC : Access.INTERNAL;
    List<ContractParameter> params = new ArrayList<>();
    for (java.lang.reflect.Parameter parameter : method.getParameters()) {
      params.add(ContractParameter.of(parameter));
    }
    this.parameters = List.copyOf(params);
    List<ProblemModel> declared = new ArrayList<>();
    for (Class<?> exception : method.getExceptionTypes()) {
      if (exception.isAnnotationPresent(Problem.class)) {
        declared.add(ProblemModel.of(exception.asSubclass(Exception.class)));
      }
    }
    this.problems = List.copyOf(declared);
  }

  private static String verbOf(Method method) {
    for (Annotation annotation : method.getAnnotations()) {
      HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (http != null) {
        return http.value();
      }
    }
    throw new IllegalArgumentException(
        "The contract method %s.%s has no @GET, @POST, @PUT, @PATCH or @DELETE: give it one."
            .formatted(method.getDeclaringClass().getName(), method.getName()));
  }

  public ContractModel contract() {
    return contract;
  }

  /** The position among the methods of its contract. */
  public int index() {
    return index;
  }

  public Method method() {
    return method;
  }

  /** {@code Contract.method}, as used in messages, metrics and the inbox. */
  public String name() {
    return contract.name() + "." + method.getName();
  }

  public String verb() {
    return verb;
  }

  /**
   * Everything but {@code @GET} changes something, is given an idempotency key and a transaction.
   */
  public boolean isCommand() {
    return isCommand;
  }

  public Access access() {
    return access;
  }

  /** The full path template. */
  public String path() {
    Path own = method.getAnnotation(Path.class);
    return own == null ? contract.path() : Paths.join(contract.path(), own.value());
  }

  public boolean isSharedTransaction() {
    return method.isAnnotationPresent(SharedTransaction.class);
  }

  /** The full path template of the resource this method creates. */
  public Optional<String> createdPath() {
    return Optional.ofNullable(method.getAnnotation(Creates.class))
        .map(creates -> Paths.join(path(), creates.value()));
  }

  public List<ContractParameter> parameters() {
    return parameters;
  }

  public Type resultType() {
    return method.getGenericReturnType();
  }

  public boolean isVoid() {
    return method.getReturnType() == void.class;
  }

  /** The declared exceptions that carry {@link Problem}. */
  public List<ProblemModel> problems() {
    return problems;
  }

  public Optional<ContractParameter> body() {
    return parameters.stream().filter(p -> p.in() == ContractParameter.In.BODY).findFirst();
  }

  /**
   * Refuses missing arguments, before they could travel.
   *
   * @throws InvalidRequest naming the parameter
   */
  public void requirePresent(Object[] arguments) {
    for (int i = 0; arguments != null && i < arguments.length; i++) {
      if (arguments[i] == null) {
        ContractParameter parameter = parameters.get(i);
        boolean isBody = parameter.in() == ContractParameter.In.BODY;
        String field = isBody ? "body" : parameter.name();
        String message = isBody ? "must be a JSON document" : "is required";
        throw new InvalidRequest(
            "%s: %s %s.".formatted(name(), field, message),
            List.of(new InvalidRequest.Violation(field, message)));
      }
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
