package dev.cleave.verify;

import dev.cleave.ModuleContract;
import dev.cleave.Page;
import dev.cleave.Problem;
import dev.cleave.SharedTransaction;
import dev.cleave.event.EventKey;
import dev.cleave.event.IntegrationEvent;
import dev.cleave.verify.ContractDocument.Contract;
import dev.cleave.verify.ContractDocument.Fact;
import dev.cleave.verify.ContractDocument.Operation;
import dev.cleave.verify.ContractDocument.Refusal;
import dev.cleave.verify.ContractDocument.Shape;
import dev.cleave.verify.ContractDocument.Value;
import jakarta.ws.rs.Path;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Describes the contracts of one module by reflection. Used once. */
final class ContractReader {
  private final String contractPackage;
  private final SortedMap<String, Shape> types = new TreeMap<>();
  private final SortedMap<String, Refusal> problems = new TreeMap<>();

  private ContractReader(String contractPackage) {
    this.contractPackage = contractPackage;
  }

  /**
   * @param events the records with {@code @IntegrationEvent} that belong to them
   * @throws IllegalArgumentException if there is no contract, or they are of several modules
   */
  static ContractDocument read(Collection<Class<?>> contracts, Collection<Class<?>> events) {
    List<String> modules =
        contracts.stream()
            .map(
                type ->
                    Optional.ofNullable(type.getAnnotation(ModuleContract.class))
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException(
                                    type.getName() + " has no @ModuleContract"))
                        .value())
            .distinct()
            .toList();
    if (modules.size() != 1) {
      throw new IllegalArgumentException(
          "a snapshot holds the contracts of one module, not of " + modules);
    }
    ContractReader reader = new ContractReader(contracts.iterator().next().getPackageName());
    SortedMap<String, Contract> described = new TreeMap<>();
    contracts.forEach(type -> described.put(type.getSimpleName(), reader.contract(type)));
    SortedMap<String, Fact> facts = new TreeMap<>();
    events.forEach(
        type -> facts.put(type.getAnnotation(IntegrationEvent.class).value(), reader.fact(type)));
    return new ContractDocument(modules.get(0), described, reader.types, reader.problems, facts);
  }

  /** Only what it is made of: an event's class may be renamed, since it travels by its name. */
  private Fact fact(Class<?> event) {
    SortedMap<String, String> components = new TreeMap<>();
    String key = "";
    for (RecordComponent component : event.getRecordComponents()) {
      components.put(component.getName(), type(component.getGenericType()));
      if (component.isAnnotationPresent(EventKey.class)) {
        key = component.getName();
      }
    }
    return new Fact(key, components);
  }

  private Contract contract(Class<?> type) {
    SortedMap<String, Operation> methods = new TreeMap<>();
    ContractMethod.of(type).forEach(method -> methods.put(method.name(), operation(method)));
    Path path = type.getAnnotation(Path.class);
    return new Contract(path == null ? "" : path.value(), methods);
  }

  private Operation operation(ContractMethod method) {
    SortedMap<String, Value> parameters = new TreeMap<>();
    for (ContractParameter parameter : method.parameters()) {
      parameters.put(
          parameter.name(),
          new Value(
              parameter.source().name().toLowerCase(Locale.ROOT),
              type(parameter.parameter().getParameterizedType()),
              parameter.defaultValue().orElse(null),
              Constraints.of(parameter.parameter().getAnnotatedType(), parameter.parameter())));
    }
    return new Operation(
        String.join(" ", method.verbs()),
        method.path(),
        method.access().name().toLowerCase(Locale.ROOT),
        method.creates().orElse(""),
        method.method().isAnnotationPresent(SharedTransaction.class),
        parameters,
        type(method.method().getGenericReturnType()),
        Stream.of(method.method().getExceptionTypes()).flatMap(this::problem).toList());
  }

  private Stream<String> problem(Class<?> exception) {
    Problem problem = exception.getAnnotation(Problem.class);
    if (problem == null) {
      return Stream.empty();
    }
    SortedMap<String, String> fields = new TreeMap<>();
    for (Method field : ProblemFields.of(exception)) {
      fields.put(field.getName(), type(field.getGenericReturnType()));
    }
    problems.put(problem.code(), new Refusal(problem.status(), fields));
    return Stream.of(problem.code());
  }

  /** The type's name; on the way, describes what is not described yet. */
  private String type(Type type) {
    if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
      return raw.getSimpleName()
          + "<"
          + String.join(", ", Stream.of(generic.getActualTypeArguments()).map(this::type).toList())
          + ">";
    }
    if (!(type instanceof Class<?> plain)) {
      return type.getTypeName();
    }
    if (plain == Integer.class || plain == Long.class || plain == Boolean.class) {
      return plain == Integer.class ? "int" : plain.getSimpleName().toLowerCase(Locale.ROOT);
    }
    boolean described =
        (plain.isRecord() && plain != Page.class)
            || plain.isEnum()
            || (plain.isInterface() && plain.isSealed());
    String name = name(plain);
    if (described && !types.containsKey(name)) {
      types.put(name, new Shape("", null, null, null)); // a type may contain itself
      types.put(name, shape(plain));
    }
    return name;
  }

  /** Without the package for types of this contract, the JDK and the toolkit. */
  private String name(Class<?> type) {
    String name = type.getCanonicalName() == null ? type.getName() : type.getCanonicalName();
    String home = type.getPackageName();
    boolean isShort =
        home.equals(contractPackage) || home.startsWith("java.") || home.equals("dev.cleave");
    return isShort && name.startsWith(home + ".") ? name.substring(home.length() + 1) : name;
  }

  private Shape shape(Class<?> type) {
    if (type.isEnum()) {
      return new Shape(
          "enum",
          null,
          Stream.of(type.getEnumConstants()).map(constant -> ((Enum<?>) constant).name()).toList(),
          null);
    }
    if (type.isInterface()) {
      SortedMap<String, String> variants = new TreeMap<>();
      for (Class<?> variant : type.getPermittedSubclasses()) {
        variants.put(discriminator(variant), type(variant));
      }
      return new Shape("sealed", null, null, variants);
    }
    SortedMap<String, Value> components = new TreeMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      components.put(
          component.getName(),
          new Value(
              "",
              type(component.getGenericType()),
              null,
              Constraints.of(component.getAnnotatedType(), field(component))));
    }
    boolean bare = components.size() == 1 && components.containsKey("value");
    return new Shape(bare ? "value" : "record", components, null, null);
  }

  private static AnnotatedElement field(RecordComponent component) {
    try {
      return component.getDeclaringRecord().getDeclaredField(component.getName());
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("a record without the field of " + component, e);
    }
  }

  /** As in JSON: the simple name in kebab case. */
  private static String discriminator(Class<?> variant) {
    return variant
        .getSimpleName()
        .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
        .toLowerCase(Locale.ROOT);
  }
}
