package dev.cleave.verify;

import dev.cleave.Page;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Walks the types of a module's contract, each of its own types once. */
final class ContractTypeWalk {
  private static final String SCALARS =
      "String, int, long, boolean, BigDecimal of stated scale, Instant, LocalDate, UUID";
  private static final String ALLOWED =
      SCALARS
          + ", enums, records, sealed interfaces of records, and List, Optional or (as result) Page"
          + " of them";
  private static final String ALLOWED_PARAMETERS =
      "String, int, long, boolean, Instant, LocalDate, UUID, an enum, or a record whose only"
          + " component is called value; in a query also a List of them";

  private final Codebase code;
  private final ModuleCode module;
  private final Violations violations;
  private final Set<Class<?>> visited = new HashSet<>();

  ContractTypeWalk(Codebase code, ModuleCode module, Violations violations) {
    this.code = code;
    this.module = module;
    this.violations = violations;
  }

  /** Where a type is used; not every type may stand everywhere. */
  enum Position {
    PATH_PARAMETER,
    QUERY_PARAMETER,
    BODY,
    RESULT,
    COMPONENT,
    LIST_ELEMENT,
    OPTIONAL_VALUE;

    boolean isParameter() {
      return this == PATH_PARAMETER || this == QUERY_PARAMETER;
    }

    boolean isElement() {
      return this == LIST_ELEMENT || this == OPTIONAL_VALUE;
    }
  }

  /**
   * @param owner the contract or record that uses the type
   * @param place the member that uses it
   */
  void check(AnnotatedType annotated, Position position, String owner, String place) {
    Type type = annotated.getType();
    if (type instanceof Class<?> plain) {
      checkClass(plain, annotated, position, owner, place);
    } else if (type instanceof ParameterizedType generic
        && generic.getRawType() instanceof Class<?> raw
        && ContractTypeCheck.isContainer(raw)) {
      checkContainer(raw, (AnnotatedParameterizedType) annotated, position, owner, place);
    } else {
      refuse(owner, place, "has the type " + type.getTypeName(), allowed(position));
    }
  }

  private void checkContainer(
      Class<?> raw,
      AnnotatedParameterizedType annotated,
      Position position,
      String owner,
      String place) {
    String name = annotated.getType().getTypeName();
    if (raw == Page.class && position != Position.RESULT) {
      refuse(owner, place, "has the type " + name, "Page as the result of a method; else List");
    } else if (position.isElement()) {
      refuse(
          owner,
          place,
          "has %s inside a List, Optional or Page".formatted(name),
          "one level; an absent collection is an empty one, a list of lists is a List of a record");
    } else if (position == Position.PATH_PARAMETER
        || (position == Position.QUERY_PARAMETER && raw != List.class)) {
      refuse(
          owner,
          place,
          "has the type " + name,
          ALLOWED_PARAMETERS + "; what is optional has a @DefaultValue");
    } else {
      Position inside =
          position == Position.QUERY_PARAMETER
              ? position
              : raw == Optional.class ? Position.OPTIONAL_VALUE : Position.LIST_ELEMENT;
      AnnotatedType argument = annotated.getAnnotatedActualTypeArguments()[0];
      boolean boxed = isBoxed(argument.getType());
      if (!boxed) {
        check(argument, inside, owner, place);
      }
    }
  }

  private static boolean isBoxed(Type type) {
    return type == Integer.class || type == Long.class || type == Boolean.class;
  }

  private void checkClass(
      Class<?> type, AnnotatedType annotated, Position position, String owner, String place) {
    String what = "has the type " + type.getTypeName();
    if (type == void.class || ContractTypeCheck.isPlainScalar(type)) {
      return;
    }
    if (type == BigDecimal.class) {
      if (position.isParameter()) {
        refuse(owner, place, what, ALLOWED_PARAMETERS);
      } else if (!DecimalScale.isStated(annotated)) {
        refuse(
            owner,
            place,
            "is a BigDecimal whose scale nothing states",
            "@Digits(integer = …, fraction = …) on it, or a record whose constructor settles the"
                + " scale with setScale() or scale()");
      }
    } else if (isBoxed(type)) {
      refuse(owner, place, what, "the primitive, or Optional of it: a value is never null");
    } else if (ContractTypeCheck.isContainer(type)) {
      refuse(owner, place, "has the raw type " + type.getSimpleName(), "its element type stated");
    } else if (type.isEnum()) {
      checkEnum(type);
    } else if (type.isRecord()) {
      if (position.isParameter() && !isValue(type)) {
        refuse(owner, place, what, ALLOWED_PARAMETERS);
      }
      checkRecord(type);
    } else if (type.isSealed() && type.isInterface() && !position.isParameter()) {
      checkSealed(type);
    } else {
      refuse(owner, place, what, allowed(position));
    }
  }

  private static String allowed(Position position) {
    return position.isParameter() ? ALLOWED_PARAMETERS : ALLOWED;
  }

  /** Whether the record travels as its bare value. */
  static boolean isValue(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    return components != null
        && components.length == 1
        && components[0].getName().equals("value")
        && ContractTypeCheck.isPlainScalar(components[0].getType());
  }

  private void checkEnum(Class<?> type) {
    if (enters(type)
        && Stream.of(type.getEnumConstants())
            .noneMatch(constant -> ((Enum<?>) constant).name().equals("UNKNOWN"))) {
      refuse(
          type.getName(),
          "",
          "is an enum without a constant UNKNOWN",
          "a constant UNKNOWN, as which a reader takes the constants added after it was built");
    }
  }

  private void checkSealed(Class<?> type) {
    if (!enters(type)) {
      return;
    }
    for (Class<?> variant : type.getPermittedSubclasses()) {
      if (!variant.isRecord()) {
        refuse(
            type.getName(),
            variant.getSimpleName(),
            "permits %s, which is not a record".formatted(variant.getName()),
            "records only, directly under the sealed interface");
      } else {
        if (Stream.of(variant.getRecordComponents()).anyMatch(c -> c.getName().equals("type"))) {
          refuse(
              variant.getName(),
              "type",
              "has a component called type, which is the discriminator of %s"
                  .formatted(type.getSimpleName()),
              "another name for the component");
        }
        checkRecord(variant);
      }
    }
  }

  /** A record that travels as a whole, such as an event. */
  void checkRecord(Class<?> type) {
    if (!enters(type)) {
      return;
    }
    if (type.getTypeParameters().length > 0) {
      refuse(type.getName(), "", "has type parameters", "a record of concrete types");
      return;
    }
    for (RecordComponent component : type.getRecordComponents()) {
      boolean settled =
          component.getType() == BigDecimal.class
              && (DecimalScale.isStated(component) || DecimalScale.isSettledBy(type, code));
      if (!settled) {
        check(
            component.getAnnotatedType(), Position.COMPONENT, type.getName(), component.getName());
      }
    }
  }

  /** Types of other modules are checked with those. */
  private boolean enters(Class<?> type) {
    boolean own =
        code.moduleOfPackage(type.getPackageName())
            .map(module::equals)
            .orElse(type.getPackageName().startsWith(code.rootPackage()));
    return own && visited.add(type);
  }

  private void refuse(String owner, String place, String what, String allowed) {
    violations.add(Rule.CONTRACT_TYPES, module.name(), owner, place, what, allowed);
  }
}
