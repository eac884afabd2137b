package dev.cleave.verify;

import dev.cleave.ModuleContract;
import dev.cleave.Page;
import dev.cleave.Problem;
import dev.cleave.verify.ProtoContract.Call;
import dev.cleave.verify.ProtoField.Label;
import dev.cleave.verify.ProtoType.Enumeration;
import dev.cleave.verify.ProtoType.Message;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Describes one contract as the runtime's gRPC binding serves it, by reflection. Used once. */
final class ProtoReader {
  static final String TIMESTAMP = "google.protobuf.Timestamp";

  private static final Map<Class<?>, String> SCALARS =
      Map.ofEntries(
          Map.entry(String.class, "string"),
          Map.entry(UUID.class, "string"),
          Map.entry(BigDecimal.class, "string"),
          Map.entry(LocalDate.class, "string"),
          Map.entry(int.class, "int32"),
          Map.entry(Integer.class, "int32"),
          Map.entry(long.class, "int64"),
          Map.entry(Long.class, "int64"),
          Map.entry(boolean.class, "bool"),
          Map.entry(Boolean.class, "bool"));

  private final Map<Class<?>, ProtoType> shared = new LinkedHashMap<>();
  private final List<ProtoType> own = new ArrayList<>();

  private ProtoReader() {}

  /**
   * @throws IllegalArgumentException if it is no contract, or uses a type that none of the bindings
   *     can carry
   */
  static ProtoContract read(Class<?> contract) {
    ModuleContract module = contract.getAnnotation(ModuleContract.class);
    if (module == null) {
      throw new IllegalArgumentException(contract.getName() + " has no @ModuleContract");
    }
    return new ProtoReader().contract(contract, module.value());
  }

  private ProtoContract contract(Class<?> contract, String module) {
    List<Call> calls = new ArrayList<>();
    for (ContractMethod method : ContractMethod.of(contract)) {
      calls.add(call(method));
    }
    List<ProtoType> types = new ArrayList<>(own);
    types.addAll(shared.values());
    return new ProtoContract(module, contract.getSimpleName(), contract.getName(), calls, types);
  }

  private Call call(ContractMethod method) {
    String name =
        method.name().substring(0, 1).toUpperCase(Locale.ROOT) + method.name().substring(1);
    List<ProtoField> parameters = new ArrayList<>();
    for (Parameter parameter : method.method().getParameters()) {
      parameters.add(field(parameter.getName(), parameter.getParameterizedType()));
    }
    own.add(new Message(name + "Request", "", parameters, false));
    own.add(new Message(name + "Response", "", result(method.method()), false));
    List<String> codes = Stream.of(method.method().getExceptionTypes()).map(this::problem).toList();
    return new Call(name, comment(method, codes));
  }

  private static String comment(ContractMethod method, List<String> codes) {
    String access =
        switch (method.access()) {
          case PUBLIC -> "Public";
          case OPERATOR -> "For operators";
          case INTERNAL -> "Internal";
        };
    return "%s; a %s.%s"
        .formatted(
            access,
            method.isRead() ? "read" : "command",
            codes.isEmpty()
                ? ""
                : " Refused with "
                    + codes.stream().sorted().collect(Collectors.joining(", "))
                    + ".");
  }

  private List<ProtoField> result(Method method) {
    Type type = method.getGenericReturnType();
    if (type == void.class) {
      return List.of();
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() == Page.class) {
      List<ProtoField> fields = new ArrayList<>();
      for (RecordComponent component : Page.class.getRecordComponents()) {
        fields.add(
            component.getType() == List.class
                ? repeated(component.getName(), generic.getActualTypeArguments()[0])
                : field(component.getName(), component.getGenericType()));
      }
      return fields;
    }
    return List.of(field("result", type));
  }

  private String problem(Class<?> exception) {
    Problem problem = exception.getAnnotation(Problem.class);
    String code = problem == null ? exception.getSimpleName() : problem.code();
    if (!shared.containsKey(exception)) {
      List<ProtoField> fields = new ArrayList<>();
      for (Method field : ProblemFields.of(exception)) {
        fields.add(field(field.getName(), field.getGenericReturnType()));
      }
      shared.put(
          exception,
          new Message(
              exception.getSimpleName(), "Of the refusal %s.".formatted(code), fields, false));
    }
    return code;
  }

  private ProtoField field(String name, Type type) {
    if (type instanceof ParameterizedType generic) {
      Type argument = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == List.class) {
        return repeated(name, argument);
      }
      if (generic.getRawType() == Optional.class) {
        return singular(name, argument, true);
      }
    }
    return singular(name, type, !(type instanceof Class<?> plain && plain.isPrimitive()));
  }

  private ProtoField repeated(String name, Type element) {
    return new ProtoField(name, Label.REPEATED, type(bare(element)));
  }

  private ProtoField singular(String name, Type type, boolean mayBeAbsent) {
    Class<?> carried = bare(type);
    boolean hasPresence = carried == Instant.class || isMessage(carried);
    return new ProtoField(
        name, mayBeAbsent && !hasPresence ? Label.OPTIONAL : Label.NONE, type(carried));
  }

  /** The type that travels: of a record with nothing but a value, that value's. */
  private static Class<?> bare(Type type) {
    if (!(type instanceof Class<?> plain)) {
      throw new IllegalArgumentException(
          "the type %s cannot be carried by a message".formatted(type.getTypeName()));
    }
    RecordComponent[] components = plain.getRecordComponents();
    boolean isBare =
        components != null && components.length == 1 && components[0].getName().equals("value");
    return isBare ? bare(components[0].getGenericType()) : plain;
  }

  private static boolean isMessage(Class<?> type) {
    return type.isRecord() || (type.isInterface() && type.isSealed());
  }

  private String type(Class<?> type) {
    if (SCALARS.containsKey(type)) {
      return SCALARS.get(type);
    }
    if (type == Instant.class) {
      return TIMESTAMP;
    }
    if (!isMessage(type) && !type.isEnum()) {
      throw new IllegalArgumentException(
          "the type %s cannot be carried by a message".formatted(type.getTypeName()));
    }
    if (!shared.containsKey(type)) {
      shared.put(type, new Message(type.getSimpleName(), "", List.of(), false)); // may hold itself
      shared.put(type, described(type));
    }
    return type.getSimpleName();
  }

  private ProtoType described(Class<?> type) {
    if (type.isEnum()) {
      return enumeration(type);
    }
    List<ProtoField> fields = new ArrayList<>();
    if (type.isInterface()) {
      for (Class<?> variant : type.getPermittedSubclasses()) {
        String name = variant.getSimpleName();
        fields.add(
            new ProtoField(
                name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1),
                Label.NONE,
                type(variant)));
      }
    } else {
      for (RecordComponent component : type.getRecordComponents()) {
        fields.add(field(component.getName(), component.getGenericType()));
      }
    }
    return new Message(
        type.getSimpleName(),
        type.isInterface() ? "One of these." : "",
        fields,
        type.isInterface());
  }

  private static Enumeration enumeration(Class<?> type) {
    Stream<String> names =
        Stream.of(type.getEnumConstants()).map(constant -> ((Enum<?>) constant).name());
    return new Enumeration(
        type.getSimpleName(),
        "",
        Stream.concat(Stream.of(ProtoType.ZERO), names).distinct().toList());
  }
}
