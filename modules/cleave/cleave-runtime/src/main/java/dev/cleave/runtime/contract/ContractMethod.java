package dev.cleave.runtime.contract;

import dev.cleave.Creates;
import dev.cleave.InvalidRequest;
import dev.cleave.Operator;
import dev.cleave.Problem;
import dev.cleave.Public;
import dev.cleave.SharedTransaction;
import dev.cleave.runtime.json.Canonical;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
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
  private final Canonical[] canonicalArguments;
  private final boolean argumentsTravelUnchanged;
  private final Canonical canonicalResult;

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
    this.canonicalArguments =
        parameters.stream().map(ContractMethod::canonicalForm).toArray(Canonical[]::new);
    this.argumentsTravelUnchanged =
        Arrays.stream(canonicalArguments).allMatch(rule -> rule == Canonical.UNCHANGED);
    this.canonicalResult = Canonical.forType(resultType());
  }

  private static Canonical canonicalForm(ContractParameter parameter) {
    return parameter.in() == ContractParameter.In.PATH && parameter.type() == String.class
        ? ContractMethod::pathSegment
        : Canonical.forType(parameter.type());
  }

  /** HTTP clients and servers take these for something else, however they are encoded. */
  private static Object pathSegment(Object value) {
    String text = (String) value;
    if (text.isEmpty()
        || text.equals(".")
        || text.equals("..")
        || text.chars().anyMatch(c -> "/\\;#".indexOf(c) >= 0)) {
      throw new IllegalArgumentException(
          "must not be empty, \".\" or \"..\", nor have one of / \\ ; # in it");
    }
    return text;
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
   * The arguments in the form in which every binding carries them; the given array if they are.
   *
   * @throws InvalidRequest naming a parameter that is missing or that no binding could carry
   */
  public Object[] canonical(Object[] arguments) {
    requirePresent(arguments);
    if (arguments == null || argumentsTravelUnchanged) {
      return arguments;
    }
    Object[] canonical = arguments;
    for (int i = 0; i < arguments.length; i++) {
      Object value = canonical(i, arguments[i]);
      if (value != arguments[i]) {
        canonical = canonical == arguments ? arguments.clone() : canonical;
        canonical[i] = value;
      }
    }
    return canonical;
  }

  private Object canonical(int index, Object value) {
    try {
      return canonicalArguments[index].of(value);
    } catch (IllegalArgumentException e) {
      ContractParameter parameter = parameters.get(index);
      String field = parameter.in() == ContractParameter.In.BODY ? "body" : parameter.name();
      throw new InvalidRequest(
          "%s: %s: %s.".formatted(name(), field, e.getMessage()),
          List.of(new InvalidRequest.Violation(field, e.getMessage())));
    }
  }

  /** Whether neither an argument nor the result could differ after a journey. */
  public boolean travelsUnchanged() {
    return argumentsTravelUnchanged && canonicalResult == Canonical.UNCHANGED;
  }

  /** A result in the form in which every binding carries it. */
  public Object canonicalResult(Object result) {
    return canonicalResult.of(result);
  }

  private void requirePresent(Object[] arguments) {
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
