package dev.cleave.runtime.json;

import dev.cleave.Page;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings a value that does not leave the process into the form it would have after a journey, so
 * that {@code local} shows exactly what a remote binding shows: instants of microseconds, decimals
 * without a negative scale, immutable lists, empty instead of {@code null} lists and optionals. A
 * value that is already in that form is returned as it is; a type that cannot differ costs nothing.
 */
public interface Canonical {
  Canonical UNCHANGED = value -> value;

  Object of(Object value);

  /** The rule for values of a type. */
  static Canonical forType(Type type) {
    return new Rules().rule(type, Map.of());
  }

  /** Builds the rules of one type, each record class once. */
  final class Rules {
    private final Map<Type, Canonical> known = new HashMap<>();

    Canonical rule(Type type, Map<TypeVariable<?>, Type> bound) {
      if (type instanceof TypeVariable<?> variable) {
        return rule(bound.getOrDefault(variable, Object.class), Map.of());
      }
      if (type == Instant.class) {
        return value -> value == null ? null : ((Instant) value).truncatedTo(ChronoUnit.MICROS);
      }
      if (type == BigDecimal.class) {
        return value -> value == null ? null : decimal((BigDecimal) value);
      }
      if (type instanceof ParameterizedType generic) {
        Type argument = generic.getActualTypeArguments()[0];
        if (generic.getRawType() == List.class) {
          return list(rule(argument, bound));
        }
        if (generic.getRawType() == Optional.class) {
          return optional(rule(argument, bound));
        }
        if (generic.getRawType() == Page.class) {
          return record(Page.class, Map.of(Page.class.getTypeParameters()[0], argument));
        }
        return UNCHANGED;
      }
      if (type instanceof Class<?> raw && raw.isRecord()) {
        if (!known.containsKey(raw)) {
          known.put(
              raw, value -> known.get(raw).of(value)); // stands in while a type contains itself
          known.put(raw, record(raw, Map.of()));
        }
        return known.get(raw);
      }
      if (type instanceof Class<?> raw && raw.isInterface() && raw.isSealed()) {
        return sealed(raw);
      }
      return UNCHANGED;
    }

    private static BigDecimal decimal(BigDecimal value) {
      long whole = Math.max((long) value.precision() - value.scale(), 1);
      if (whole + Math.max(value.scale(), 0) + 2 > ContractJson.MAX_NUMBER_LENGTH) {
        throw new IllegalArgumentException(
            "a number must not be longer than %d characters"
                .formatted(ContractJson.MAX_NUMBER_LENGTH));
      }
      return value.scale() < 0 ? value.setScale(0) : value;
    }

    private Canonical list(Canonical element) {
      return value -> {
        if (value == null) {
          return List.of();
        }
        List<?> items = (List<?>) value;
        for (Object item : items) {
          if (item == null) {
            throw new IllegalArgumentException("a list must not contain null");
          }
        }
        if (element == UNCHANGED) {
          return List.copyOf(items);
        }
        List<Object> copy = null;
        for (int i = 0; i < items.size(); i++) {
          Object item = items.get(i);
          Object canonical = element.of(item);
          if (canonical != item && copy == null) {
            copy = new ArrayList<>(items.subList(0, i));
          }
          if (copy != null) {
            copy.add(canonical);
          }
        }
        return List.copyOf(copy == null ? items : copy);
      };
    }

    private Canonical optional(Canonical element) {
      return value -> {
        if (value == null) {
          return Optional.empty();
        }
        Optional<?> optional = (Optional<?>) value;
        if (element == UNCHANGED || optional.isEmpty()) {
          return optional;
        }
        Object canonical = element.of(optional.get());
        return canonical == optional.get() ? optional : Optional.of(canonical);
      };
    }

    private Canonical sealed(Class<?> raw) {
      Map<Class<?>, Canonical> variants = new HashMap<>();
      for (Class<?> variant : raw.getPermittedSubclasses()) {
        variants.put(variant, rule(variant, Map.of()));
      }
      return variants.values().stream().allMatch(rule -> rule == UNCHANGED)
          ? UNCHANGED
          : value -> value == null ? null : variants.get(value.getClass()).of(value);
    }

    private Canonical record(Class<?> raw, Map<TypeVariable<?>, Type> bound) {
      RecordComponent[] components = raw.getRecordComponents();
      Canonical[] rules = new Canonical[components.length];
      Method[] accessors = new Method[components.length];
      Class<?>[] parameters = new Class<?>[components.length];
      boolean unchanged = true;
      for (int i = 0; i < components.length; i++) {
        rules[i] = rule(components[i].getGenericType(), bound);
        accessors[i] = components[i].getAccessor();
        accessors[i].setAccessible(true);
        parameters[i] = components[i].getType();
        unchanged &= rules[i] == UNCHANGED;
      }
      if (unchanged) {
        return UNCHANGED;
      }
      try {
        Constructor<?> constructor = raw.getDeclaredConstructor(parameters);
        constructor.setAccessible(true);
        return value -> value == null ? null : copy(value, accessors, rules, constructor);
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException("A record without its canonical constructor: " + raw, e);
      }
    }

    private static Object copy(
        Object value, Method[] accessors, Canonical[] rules, Constructor<?> constructor) {
      try {
        Object[] values = new Object[rules.length];
        boolean changed = false;
        for (int i = 0; i < rules.length; i++) {
          Object component = accessors[i].invoke(value);
          values[i] = rules[i] == UNCHANGED ? component : rules[i].of(component);
          changed |= values[i] != component;
        }
        return changed ? constructor.newInstance(values) : value;
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("Cannot copy a " + value.getClass().getName(), e);
      }
    }
  }
}
