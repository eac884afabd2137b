package dev.cleave.grpc.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import dev.cleave.grpc.schema.FieldSchema;
import dev.cleave.grpc.schema.JavaShape;
import dev.cleave.grpc.schema.JavaShape.Container;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One field of a message: its tag, and how often its value may stand there. */
final class FieldCodec {
  private final String name;
  private final int tag;
  private final int packedTag;
  private final ValueCodec value;
  private final Container container;
  private final boolean isPrimitive;

  FieldCodec(FieldSchema schema, ValueCodec value) {
    JavaShape shape = JavaShape.of(schema.javaType());
    this.name = schema.name();
    this.value = value;
    this.container = shape.container();
    this.isPrimitive = shape.element().isPrimitive();
    this.tag = schema.number() << 3 | value.wireType();
    this.packedTag =
        container == Container.LIST && value.isPackable()
            ? schema.number() << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED
            : 0;
  }

  String name() {
    return name;
  }

  int number() {
    return tag >>> 3;
  }

  /**
   * Writes the field, if it has anything to say.
   *
   * @param isZeroWritten whether also a primitive is written that is zero
   */
  void write(Encoder out, Object object, boolean isZeroWritten) {
    if (object == null) {
      return;
    }
    switch (container) {
      case LIST -> writeList(out, (List<?>) object);
      case OPTIONAL -> ((Optional<?>) object).ifPresent(present -> writeOne(out, present));
      case ONE -> {
        if (!isPrimitive || isZeroWritten || !object.equals(value.zero())) {
          writeOne(out, object);
        }
      }
    }
  }

  private void writeOne(Encoder out, Object object) {
    value.write(out, object);
    out.varint(tag);
  }

  private void writeList(Encoder out, List<?> list) {
    if (packedTag != 0 && !list.isEmpty()) {
      int end = out.size();
      for (int i = list.size() - 1; i >= 0; i--) {
        value.write(out, list.get(i));
      }
      out.varint(out.size() - end);
      out.varint(packedTag);
    } else {
      for (int i = list.size() - 1; i >= 0; i--) {
        writeOne(out, list.get(i));
      }
    }
  }

  boolean accepts(int found) {
    return found == tag || found == packedTag && packedTag != 0;
  }

  /** Reads what follows the tag; returns what the field has gathered with it. */
  Object read(int found, CodedInputStream in, Object gathered, int depth) throws IOException {
    if (container != Container.LIST) {
      return value.read(in, depth);
    }
    @SuppressWarnings("unchecked")
    List<Object> list = gathered == null ? new ArrayList<>() : (List<Object>) gathered;
    try {
      if (found == tag) {
        list.add(value.read(in, depth));
      } else {
        readPacked(in, list, depth);
      }
    } catch (Malformed e) {
      throw e.within("[" + list.size() + "]");
    }
    return list;
  }

  private void readPacked(CodedInputStream in, List<Object> list, int depth) throws IOException {
    ValueCodec.part(
        in,
        part -> {
          while (!part.isAtEnd()) {
            list.add(value.read(part, depth));
          }
          return list;
        });
  }

  /** What the field is in Java, of what was gathered: {@code null} if that is nothing. */
  Object complete(Object gathered) {
    return switch (container) {
      case LIST -> gathered == null ? List.of() : List.copyOf((List<?>) gathered);
      case OPTIONAL -> Optional.ofNullable(gathered);
      case ONE -> gathered == null && isPrimitive ? value.zero() : gathered;
    };
  }
}
