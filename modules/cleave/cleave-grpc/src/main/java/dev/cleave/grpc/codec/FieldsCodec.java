package dev.cleave.grpc.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The fields of a message; their values stand in the order of their declaration. */
final class FieldsCodec {
  private static final int LARGEST_TABLE = 256;

  private final FieldCodec[] fields;
  private final int[] lastFirst;
  private final int[] numbers;
  private final int[] table;

  FieldsCodec(List<FieldCodec> declared) {
    this.fields = declared.toArray(FieldCodec[]::new);
    Integer[] order = new Integer[fields.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparing((Integer i) -> fields[i].number()).reversed());
    this.lastFirst = Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    this.numbers = Arrays.stream(fields).mapToInt(FieldCodec::number).toArray();
    int largest = Arrays.stream(numbers).max().orElse(0);
    this.table = new int[Math.min(largest, LARGEST_TABLE) + 1];
    Arrays.fill(table, -1);
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] < table.length) {
        table[numbers[i]] = i;
      }
    }
  }

  /** Where the values of the fields come from. */
  @FunctionalInterface
  interface Values {
    Object get(Object owner, int index);
  }

  int count() {
    return fields.length;
  }

  FieldCodec field(int index) {
    return fields[index];
  }

  void write(Encoder out, Object owner, Values values) {
    for (int index : lastFirst) {
      fields[index].write(out, values.get(owner, index), false);
    }
  }

  /** The position of a field, or -1 if there is none of that number. */
  int indexOf(int number) {
    if (number < table.length) {
      return table[number];
    }
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] == number) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Reads to the end; what is not known is passed over.
   *
   * @return what each field has gathered, {@code null} for nothing
   */
  Object[] gather(CodedInputStream in, int depth) throws IOException {
    if (depth > ValueCodec.MAX_DEPTH) {
      throw new Malformed("is nested too deeply");
    }
    Object[] gathered = new Object[fields.length];
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int index = indexOf(tag >>> 3);
      if (index < 0 || !fields[index].accepts(tag)) {
        skip(in, tag);
        continue;
      }
      try {
        gathered[index] = fields[index].read(tag, in, gathered[index], depth);
      } catch (Malformed e) {
        throw e.within(fields[index].name());
      } catch (InvalidProtocolBufferException e) {
        throw new Malformed(fields[index].name(), reason(e));
      }
    }
    return gathered;
  }

  /** As {@link #gather}, with what absent fields stand for. */
  Object[] read(CodedInputStream in, int depth) throws IOException {
    Object[] values = gather(in, depth);
    for (int i = 0; i < values.length; i++) {
      values[i] = fields[i].complete(values[i]);
    }
    return values;
  }

  private static void skip(CodedInputStream in, int tag) throws IOException {
    if (!in.skipField(tag)) {
      throw new Malformed("ends a group that did not begin");
    }
  }

  static String reason(InvalidProtocolBufferException e) {
    String text = String.valueOf(e.getMessage());
    return text.contains("UTF-8") ? "must be text in UTF-8" : "is no well-formed part of a message";
  }
}
