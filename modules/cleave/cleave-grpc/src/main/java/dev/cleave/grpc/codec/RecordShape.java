package dev.cleave.grpc.codec;

import dev.cleave.InvalidRequest;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;

/** Takes a record apart and puts it together. */
final class RecordShape {
  private final Class<?> type;
  private final MethodHandle[] accessors;
  private final MethodHandle constructor;

  RecordShape(Class<?> type) {
    this.type = type;
    RecordComponent[] components = type.getRecordComponents();
    this.accessors = new MethodHandle[components.length];
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    try {
      for (int i = 0; i < components.length; i++) {
        components[i].getAccessor().setAccessible(true);
        accessors[i] =
            lookup
                .unreflect(components[i].getAccessor())
                .asType(MethodType.methodType(Object.class, Object.class));
      }
      Constructor<?> canonical =
          type.getDeclaredConstructor(
              Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      canonical.setAccessible(true);
      this.constructor =
          lookup
              .unreflectConstructor(canonical)
              .asSpreader(Object[].class, components.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A record that is not what it says: " + type, e);
    }
  }

  Object component(Object owner, int index) {
    try {
      return (Object) accessors[index].invokeExact(owner);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("An accessor of " + type + " failed.", e);
    }
  }

  /**
   * A new record.
   *
   * @throws Malformed if its constructor refuses the values
   */
  Object create(Object... values) throws Malformed {
    try {
      return (Object) constructor.invokeExact(values);
    } catch (InvalidRequest | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new Malformed(String.valueOf(e.getMessage()));
    }
  }
}
