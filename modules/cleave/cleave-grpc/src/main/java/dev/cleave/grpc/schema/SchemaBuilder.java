package dev.cleave.grpc.schema;

import dev.cleave.Page;
import dev.cleave.grpc.schema.FieldSchema.ProtoType;
import dev.cleave.grpc.schema.MessageSchema.Kind;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.contract.ProblemModel;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Collects the messages and enums of a contract, each Java type once. */
final class SchemaBuilder {
  private final FieldNumbers numbers;
  private final Map<String, MessageSchema> messages = new LinkedHashMap<>();
  private final Map<String, EnumSchema> enums = new LinkedHashMap<>();
  private final Map<String, Object> owners = new HashMap<>();

  SchemaBuilder(FieldNumbers numbers) {
    this.numbers = numbers;
  }

  Map<String, MessageSchema> messages() {
    return messages;
  }

  Map<String, EnumSchema> enums() {
    return enums;
  }

  List<RpcSchema> rpcs(ContractModel contract) {
    List<RpcSchema> rpcs = new ArrayList<>();
    for (ContractMethod method : contract.methods()) {
      String java = method.method().getName();
      String name = Character.toUpperCase(java.charAt(0)) + java.substring(1);
      rpcs.add(
          new RpcSchema(
              name,
              method,
              add(name + "Request", Kind.REQUEST, null, parameters(method)),
              add(name + "Response", Kind.RESPONSE, null, result(method)),
              method.problems().stream().map(this::problem).toList()));
    }
    return rpcs;
  }

  private static Map<String, Type> parameters(ContractMethod method) {
    Map<String, Type> fields = new LinkedHashMap<>();
    for (Parameter parameter : method.method().getParameters()) {
      fields.put(parameter.getName(), parameter.getParameterizedType());
    }
    return fields;
  }

  /** The components of a page stand in the response itself. */
  private static Map<String, Type> result(ContractMethod method) {
    Map<String, Type> fields = new LinkedHashMap<>();
    if (pageItem(method).isPresent()) {
      for (RecordComponent component : Page.class.getRecordComponents()) {
        boolean isItems = component.getType() == List.class;
        fields.put(
            component.getName(),
            isItems ? new ListOf(pageItem(method).get()) : component.getType());
      }
    } else if (!method.isVoid()) {
      fields.put("result", method.resultType());
    }
    return fields;
  }

  private static Optional<Type> pageItem(ContractMethod method) {
    return method.resultType() instanceof ParameterizedType generic
            && generic.getRawType() == Page.class
        ? Optional.of(generic.getActualTypeArguments()[0])
        : Optional.empty();
  }

  private MessageSchema problem(ProblemModel problem) {
    Map<String, Type> fields = new LinkedHashMap<>(problem.parameters());
    // Reflection gives the others in no order.
    new TreeMap<>(problem.fields()).forEach(fields::putIfAbsent);
    return add(problem.type().getSimpleName(), Kind.PROBLEM, problem.type(), fields);
  }

  private MessageSchema add(String name, Kind kind, Class<?> type, Map<String, Type> fields) {
    if (isKnown(name, type == null ? name : type)) {
      return messages.get(name);
    }
    messages.put(name, null); // keeps its place, and ends the recursion of a type with itself
    List<FieldSchema> schemas = new ArrayList<>();
    fields.forEach((field, of) -> schemas.add(field(name, field, of, schemas.size() + 1)));
    MessageSchema message =
        new MessageSchema(name, kind, Optional.ofNullable(type), schemas, numbers.reserved(name));
    messages.put(name, message);
    return message;
  }

  private boolean isKnown(String name, Object owner) {
    Object other = owners.putIfAbsent(name, owner);
    if (other != null && !other.equals(owner)) {
      throw new IllegalArgumentException(
          "two of its types would be the message %s, %s and %s: rename one."
              .formatted(name, other, owner));
    }
    return other != null;
  }

  private FieldSchema field(String message, String name, Type type, int inOrder) {
    try {
      JavaShape shape = JavaShape.of(type);
      ProtoType protoType = shape.protoType();
      Optional<String> reference = reference(protoType, shape.carried());
      return new FieldSchema(
          name, numbers.of(message, name, inOrder), shape.label(), protoType, reference, type);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          e.getMessage().startsWith("no field can carry")
              ? "%s.%s: %s".formatted(message, name, e.getMessage())
              : e.getMessage(),
          e);
    }
  }

  private Optional<String> reference(ProtoType protoType, Class<?> type) {
    if (protoType == ProtoType.ENUM) {
      addEnum(type);
    } else if (protoType == ProtoType.MESSAGE) {
      addRecord(type);
    } else {
      return Optional.empty();
    }
    return Optional.of(type.getSimpleName());
  }

  private void addRecord(Class<?> type) {
    Map<String, Type> fields = new LinkedHashMap<>();
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        fields.put(component.getName(), component.getGenericType());
      }
      add(type.getSimpleName(), Kind.RECORD, type, fields);
    } else {
      for (Class<?> variant : type.getPermittedSubclasses()) {
        String name = variant.getSimpleName();
        fields.put(Character.toLowerCase(name.charAt(0)) + name.substring(1), variant);
      }
      add(type.getSimpleName(), Kind.VARIANTS, type, fields);
    }
  }

  private void addEnum(Class<?> type) {
    String name = type.getSimpleName();
    if (isKnown(name, type)) {
      return;
    }
    Map<String, Integer> constants = new LinkedHashMap<>();
    constants.put(EnumSchema.UNKNOWN, 0);
    for (Object constant : type.getEnumConstants()) {
      String constantName = ((Enum<?>) constant).name();
      if (!constantName.equals(EnumSchema.UNKNOWN)) {
        constants.put(constantName, numbers.of(name, constantName, constants.size()));
      }
    }
    enums.put(name, new EnumSchema(name, type, constants, numbers.reserved(name)));
  }

  /** The type of a list, where no signature has it. */
  private record ListOf(Type element) implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return new Type[] {element};
    }

    @Override
    public Type getRawType() {
      return List.class;
    }

    @Override
    public Type getOwnerType() {
      return null;
    }

    @Override
    public String getTypeName() {
      return "List<%s>".formatted(element.getTypeName());
    }
  }
}
