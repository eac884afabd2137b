package dev.cleave.runtime.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedConstructor;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Derives from plain Java types what others would say with Jackson's annotations. */
final class ContractIntrospector extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  /** Whether values of this class travel as the value of their only component. */
  static boolean isBare(Class<?> type) {
    return type.isRecord()
        && type.getRecordComponents().length == 1
        && type.getRecordComponents()[0].getName().equals("value");
  }

  @Override
  public Boolean hasAsValue(Annotated annotated) {
    if (annotated instanceof AnnotatedMethod method
        && method.getParameterCount() == 0
        && method.getName().equals("value")
        && isBare(method.getDeclaringClass())) {
      return true;
    }
    return super.hasAsValue(annotated);
  }

  @Override
  public JsonCreator.Mode findCreatorAnnotation(MapperConfig<?> config, Annotated annotated) {
    if (annotated instanceof AnnotatedConstructor constructor
        && constructor.getParameterCount() == 1
        && isBare(constructor.getDeclaringClass())) {
      return JsonCreator.Mode.DELEGATING;
    }
    return super.findCreatorAnnotation(config, annotated);
  }

  @Override
  public JsonTypeInfo.Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
    if (sealedOf(annotated.getRawType()) != null) {
      return JsonTypeInfo.Value.construct(
          JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "type", null, false, null);
    }
    return super.findPolymorphicTypeInfo(config, annotated);
  }

  @Override
  public List<NamedType> findSubtypes(Annotated annotated) {
    Class<?> type = annotated.getRawType();
    if (type.isInterface() && type.isSealed()) {
      return Stream.of(type.getPermittedSubclasses())
          .map(subclass -> new NamedType(subclass, variantName(subclass)))
          .toList();
    }
    return super.findSubtypes(annotated);
  }

  @Override
  public String findTypeName(AnnotatedClass annotated) {
    return sealedOf(annotated.getRawType()) == null
        ? super.findTypeName(annotated)
        : variantName(annotated.getRawType());
  }

  @Override
  public Enum<?> findDefaultEnumValue(AnnotatedClass annotated, Enum<?>[] values) {
    return Stream.of(values).filter(v -> v.name().equals("UNKNOWN")).findFirst().orElse(null);
  }

  /** The sealed interface whose variant (or which itself) the type is, or {@code null}. */
  static Class<?> sealedOf(Class<?> type) {
    if (type.isInterface()) {
      return type.isSealed() ? type : null;
    }
    if (type.isRecord()) {
      for (Class<?> parent : type.getInterfaces()) {
        if (parent.isSealed()) {
          return parent;
        }
      }
    }
    return null;
  }

  static String variantName(Class<?> variant) {
    return variant
        .getSimpleName()
        .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
        .toLowerCase(Locale.ROOT);
  }
}
