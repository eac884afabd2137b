package dev.cleave.grpc.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** The values that are no messages. */
final class Scalars {
  private static final int LONGEST_DECIMAL = 100;
  private static final int LENGTH_OF_UUID = 36;
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  private static final ValueCodec INT = new IntCodec();
  private static final ValueCodec LONG = new LongCodec();
  private static final ValueCodec BOOL = new BoolCodec();

  private static final Map<Class<?>, ValueCodec> ALL =
      Map.ofEntries(
          Map.entry(int.class, INT),
          Map.entry(Integer.class, INT),
          Map.entry(long.class, LONG),
          Map.entry(Long.class, LONG),
          Map.entry(boolean.class, BOOL),
          Map.entry(Boolean.class, BOOL),
          Map.entry(String.class, new TextCodec(text -> text)),
          Map.entry(UUID.class, new TextCodec(Scalars::uuid)),
          Map.entry(BigDecimal.class, new DecimalCodec()),
          Map.entry(LocalDate.class, new TextCodec(Scalars::date)));

  private Scalars() {}

  /** The codec of a class, or {@code null} if it is none of these. */
  static ValueCodec of(Class<?> type) {
    return ALL.get(type);
  }

  private static UUID uuid(String text) throws Malformed {
    try {
      if (text.length() == LENGTH_OF_UUID) {
        return UUID.fromString(text);
      }
    } catch (IllegalArgumentException e) {
      // falls through to the message, which says all that the exception does
    }
    throw new Malformed("must be a UUID");
  }

  private static LocalDate date(String text) throws Malformed {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new Malformed("must be a LocalDate");
    }
  }

  private static BigDecimal decimal(String text) throws Malformed {
    if (text.length() > LONGEST_DECIMAL || !DECIMAL.matcher(text).matches()) {
      throw new Malformed("must be a number in plain digits, of at most 100 characters");
    }
    return new BigDecimal(text);
  }

  /** What a text stands for. */
  @FunctionalInterface
  private interface Parser {
    Object parse(String text) throws Malformed;
  }

  private static class TextCodec extends ValueCodec {
    private final Parser parser;

    TextCodec(Parser parser) {
      this.parser = parser;
    }

    @Override
    void write(Encoder out, Object value) {
      out.text(value.toString());
    }

    @Override
    Object read(CodedInputStream in, int depth) throws IOException {
      return parser.parse(in.readStringRequireUtf8());
    }
  }

  private static final class DecimalCodec extends TextCodec {
    DecimalCodec() {
      super(Scalars::decimal);
    }

    @Override
    void write(Encoder out, Object value) {
      out.text(((BigDecimal) value).toPlainString());
    }
  }

  private abstract static class VarintCodec extends ValueCodec {
    @Override
    int wireType() {
      return WireFormat.WIRETYPE_VARINT;
    }
  }

  private static final class IntCodec extends VarintCodec {
    @Override
    void write(Encoder out, Object value) {
      out.varint((int) value);
    }

    @Override
    Object read(CodedInputStream in, int depth) throws IOException {
      long value = in.readInt64();
      if (value != (int) value) {
        throw new Malformed("must be a whole number in range");
      }
      return (int) value;
    }

    @Override
    Object zero() {
      return 0;
    }
  }

  private static final class LongCodec extends VarintCodec {
    @Override
    void write(Encoder out, Object value) {
      out.varint((long) value);
    }

    @Override
    Object read(CodedInputStream in, int depth) throws IOException {
      return in.readInt64();
    }

    @Override
    Object zero() {
      return 0L;
    }
  }

  private static final class BoolCodec extends VarintCodec {
    @Override
    void write(Encoder out, Object value) {
      out.varint((boolean) value ? 1 : 0);
    }

    @Override
    Object read(CodedInputStream in, int depth) throws IOException {
      return in.readBool();
    }

    @Override
    Object zero() {
      return false;
    }
  }
}
