package dev.cleave.runtime.contract;

import dev.cleave.Problem;
import dev.cleave.runtime.json.Canonical;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A declared exception of a contract: how to take its fields out and how to build it again from
 * them. See {@link Problem} for the shape such a class has.
 */
public final class ProblemModel {
  private final Class<? extends Exception> type;
  private final Problem problem;
  private final Constructor<?> constructor;
  private final Map<String, Method> accessors;
  private final List<Canonical> canonical = new ArrayList<>();

  private ProblemModel(Class<? extends Exception> type) {
    this.type = type;
    this.problem = type.getAnnotation(Problem.class);
    Constructor<?>[] constructors = type.getConstructors();
    if (constructors.length != 1) {
      throw new IllegalArgumentException(
          "The contract exception %s has %d public constructors: it needs exactly one, whose parameters"
                  .formatted(type.getName(), constructors.length)
              + " are its fields.");
    }
    this.constructor = constructors[0];
    this.accessors = new LinkedHashMap<>();
    for (Parameter parameter : constructor.getParameters()) {
      canonical.add(Canonical.forType(parameter.getParameterizedType()));
      try {
        accessors.put(parameter.getName(), type.getMethod(parameter.getName()));
      } catch (NoSuchMethodException e) {
        throw new IllegalArgumentException(
            ("The contract exception %s has a constructor parameter \"%s\" without a public method of"
                    + " that name: add it (and compile with -parameters).")
                .formatted(type.getName(), parameter.getName()),
            e);
      }
    }
    for (Method method : type.getDeclaredMethods()) {
      if (isField(method)) {
        accessors.putIfAbsent(method.getName(), method);
      }
    }
  }

  private static boolean isField(Method method) {
    return Modifier.isPublic(method.getModifiers())
        && !Modifier.isStatic(method.getModifiers())
        && !method.isSynthetic()
        && method.getParameterCount() == 0
        && method.getReturnType() != void.class
        && !method.getName().startsWith("get")
        && !method.getName().equals("toString")
        && !method.getName().equals("hashCode");
  }

  public static ProblemModel of(Class<? extends Exception> type) {
    return new ProblemModel(type);
  }

  public Class<? extends Exception> type() {
    return type;
  }

  public String code() {
    return problem.code();
  }

  public int status() {
    return problem.status();
  }

  /** The title, by default the code's last part in words. */
  public String title() {
    if (!problem.title().isEmpty()) {
      return problem.title();
    }
    String words = code().substring(code().lastIndexOf('.') + 1).replace('-', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** The names and types of the members that travel. */
  public Map<String, Type> fields() {
    Map<String, Type> fields = new LinkedHashMap<>();
    accessors.forEach((name, accessor) -> fields.put(name, accessor.getGenericReturnType()));
    return fields;
  }

  /** The values of the members, by name. */
  public Map<String, Object> values(Exception exception) {
    Map<String, Object> values = new LinkedHashMap<>();
    accessors.forEach((name, accessor) -> values.put(name, read(exception, accessor)));
    return values;
  }

  /** The generic types of the constructor's parameters, by name, in order. */
  public Map<String, Type> parameters() {
    Map<String, Type> types = new LinkedHashMap<>();
    for (Parameter parameter : constructor.getParameters()) {
      types.put(parameter.getName(), parameter.getParameterizedType());
    }
    return types;
  }

  /**
   * Builds the exception again, from its fields in the form in which every binding carries them.
   */
  public Exception restore(List<Object> arguments) {
    Object[] fields = new Object[arguments.size()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = canonical.get(i).of(arguments.get(i));
    }
    try {
      return (Exception) constructor.newInstance(fields);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(
          "The contract exception %s refused its own fields.".formatted(type.getName()),
          e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot build " + type.getName(), e);
    }
  }

  /**
   * A fresh exception with the same fields and no cause: what the other side of any binding sees,
   * so that nobody comes to rely on what only a local call could hand over.
   */
  public Exception copy(Exception exception) {
    List<Object> arguments = new ArrayList<>();
    for (Parameter parameter : constructor.getParameters()) {
      arguments.add(read(exception, accessors.get(parameter.getName())));
    }
    return restore(arguments);
  }

  private static Object read(Exception exception, Method accessor) {
    try {
      return accessor.invoke(exception);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot read " + accessor, e);
    }
  }
}
