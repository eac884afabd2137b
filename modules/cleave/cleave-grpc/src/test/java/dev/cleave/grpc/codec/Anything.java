package dev.cleave.grpc.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** Values of any type that a contract may have, in canonical form. */
final class Anything {
  private static final String[] TEXTS = {
    "", "a", "größer", "🦊👩‍👩‍👧‍👦", "\u0000\uffff", "李 你好", "12.50"
  };

  private final Random random;

  Anything(Random random) {
    this.random = random;
  }

  Object of(Type type) {
    return of(type, 0);
  }

  private Object of(Type type, int depth) {
    if (type instanceof ParameterizedType generic) {
      Type element = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class) {
        return random.nextBoolean() ? Optional.empty() : Optional.of(of(element, depth + 1));
      }
      List<Object> list = new ArrayList<>();
      for (int i = depth > 4 ? 0 : random.nextInt(4); i > 0; i--) {
        list.add(of(element, depth + 1));
      }
      return List.copyOf(list);
    }
    Class<?> raw = (Class<?>) type;
    if (raw == int.class || raw == Integer.class) {
      return random.nextBoolean() ? random.nextInt() : random.nextInt(5) - 2;
    }
    if (raw == long.class || raw == Long.class) {
      return random.nextBoolean() ? random.nextLong() : (long) random.nextInt(5) - 2;
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return random.nextBoolean();
    }
    if (raw == String.class) {
      return TEXTS[random.nextInt(TEXTS.length)];
    }
    if (raw == UUID.class) {
      return new UUID(random.nextLong(), random.nextLong());
    }
    if (raw == BigDecimal.class) {
      return new BigDecimal(new BigInteger(100, random), random.nextInt(20))
          .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1));
    }
    if (raw == LocalDate.class) {
      return LocalDate.ofEpochDay(random.nextInt(2_000_000) - 700_000);
    }
    if (raw == Instant.class) {
      long micros = random.nextInt() * 1_000_000L + random.nextInt(1_000_000);
      return Instant.EPOCH.plus(micros, java.time.temporal.ChronoUnit.MICROS);
    }
    if (raw.isEnum()) {
      return raw.getEnumConstants()[random.nextInt(raw.getEnumConstants().length)];
    }
    if (raw.isSealed()) {
      Class<?>[] variants = raw.getPermittedSubclasses();
      return of(variants[random.nextInt(variants.length)], depth + 1);
    }
    return record(raw, depth);
  }

  private Object record(Class<?> raw, int depth) {
    RecordComponent[] components = raw.getRecordComponents();
    try {
      return raw.getDeclaredConstructor(
              Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new))
          .newInstance(Stream.of(components).map(c -> of(c.getGenericType(), depth + 1)).toArray());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
