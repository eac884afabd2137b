package dev.cleave.verify;

import jakarta.validation.Constraint;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The validation constraints of a parameter or component as a flat map, and how they compare. */
final class Constraints {
  private static final String INSIDE = "element ";
  private static final Set<String> NOT_PART = Set.of("message", "groups", "payload");
  private static final Pattern LOWER_BOUND = Pattern.compile(".*\\.min|.*Min\\.value");
  private static final Pattern UPPER_BOUND =
      Pattern.compile(".*\\.max|.*Max\\.value|.*Digits\\.(integer|fraction)");

  private Constraints() {}

  /**
   * @param type may carry constraints, also on type arguments
   * @param element the parameter or field, which may carry the same ones again
   */
  static SortedMap<String, String> of(AnnotatedType type, AnnotatedElement element) {
    SortedMap<String, String> constraints = new TreeMap<>();
    collect("", element, constraints);
    collect("", type, constraints);
    if (type instanceof AnnotatedParameterizedType generic) {
      for (AnnotatedType argument : generic.getAnnotatedActualTypeArguments()) {
        collect(INSIDE, argument, constraints);
      }
    }
    return constraints;
  }

  private static void collect(
      String prefix, AnnotatedElement element, SortedMap<String, String> constraints) {
    for (Annotation annotation : element.getAnnotations()) {
      Class<? extends Annotation> type = annotation.annotationType();
      if (type.isAnnotationPresent(Constraint.class)) {
        String name = prefix + type.getSimpleName();
        boolean stated = false;
        for (Method attribute : type.getDeclaredMethods()) {
          Object value = value(annotation, attribute);
          boolean isDefault = equal(value, attribute.getDefaultValue());
          if (!NOT_PART.contains(attribute.getName()) && !isDefault) {
            constraints.put(name + "." + attribute.getName(), text(value));
            stated = true;
          }
        }
        if (!stated) {
          constraints.put(name, "");
        }
      }
    }
  }

  private static Object value(Annotation annotation, Method attribute) {
    try {
      return attribute.invoke(annotation);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + annotation, e);
    }
  }

  private static boolean equal(Object value, Object other) {
    return Arrays.deepEquals(new Object[] {value}, new Object[] {other});
  }

  private static String text(Object value) {
    if (!value.getClass().isArray()) {
      return value.toString();
    }
    Object[] values = new Object[Array.getLength(value)];
    Arrays.setAll(values, index -> Array.get(value, index));
    return Arrays.toString(values);
  }

  /** What became stricter, each in words. */
  static List<String> tightened(
      SortedMap<String, String> recorded, SortedMap<String, String> current) {
    List<String> changes = new ArrayList<>();
    current.forEach(
        (key, now) -> {
          String before = recorded.get(key);
          if (before == null) {
            changes.add("got the constraint %s%s".formatted(key, now.isEmpty() ? "" : " = " + now));
          } else if (!before.equals(now) && !isLooser(key, before, now)) {
            changes.add("changed the constraint %s from %s to %s".formatted(key, before, now));
          }
        });
    return changes;
  }

  private static boolean isLooser(String key, String before, String now) {
    boolean lower = LOWER_BOUND.matcher(key).matches();
    boolean upper = UPPER_BOUND.matcher(key).matches();
    try {
      int change = new BigDecimal(now).compareTo(new BigDecimal(before));
      return (lower && change <= 0) || (upper && change >= 0);
    } catch (NumberFormatException e) {
      return false; // no bound that could be compared: taken as stricter
    }
  }
}
