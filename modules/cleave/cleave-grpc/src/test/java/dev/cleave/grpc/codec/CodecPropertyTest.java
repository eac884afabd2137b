package dev.cleave.grpc.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.UnknownFieldSet;
import dev.cleave.InvalidRequest;
import dev.cleave.Page;
import dev.cleave.grpc.schema.ContractSchema;
import dev.cleave.grpc.schema.FieldNumbers;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractModel;
import dev.cleave.runtime.contract.ProblemModel;
import dev.cleave.test.probe.Probe;
import dev.cleave.test.probe.Probe.Item;
import dev.cleave.test.probe.Relay;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What goes out comes in again, is what protobuf-java understands, and nothing else harms. */
class CodecPropertyTest {
  private static final List<ContractCodec> CODECS =
      Stream.of(Probe.class, Relay.class)
          .map(type -> ContractSchema.of(ContractModel.of(type), FieldNumbers.inOrder()))
          .map(ContractCodec::new)
          .toList();

  private static final int LARGEST_INPUT = 4_000;

  @Property(tries = 1_000)
  void requests_of_all_methods_arrive_as_they_were_sent(@ForAll long seed) {
    for (MethodCodec codec : methods()) {
      Object[] arguments = arguments(codec, new Random(seed));
      assertThat(codec.arguments(codec.request(arguments)))
          .as(codec.method().name())
          .isEqualTo(arguments);
    }
  }

  @Property(tries = 1_000)
  void results_of_all_methods_arrive_as_they_were_sent(@ForAll long seed) throws IOException {
    for (MethodCodec codec : methods()) {
      Object result = result(codec, new Random(seed));
      assertThat(codec.result(codec.response(result))).as(codec.method().name()).isEqualTo(result);
    }
  }

  @Property(tries = 500)
  void declared_exceptions_arrive_with_their_fields(@ForAll long seed) throws IOException {
    for (MethodCodec codec : methods()) {
      for (int i = 0; i < codec.method().problems().size(); i++) {
        ProblemModel model = codec.method().problems().get(i);
        Exception exception = exception(model, new Random(seed));
        Exception arrived = codec.restore(i, codec.problem(i, exception));
        assertThat(arrived).hasSameClassAs(exception).hasMessage(exception.getMessage());
        assertThat(model.values(arrived)).isEqualTo(model.values(exception));
      }
    }
  }

  /** Read and written again by protobuf-java, they are still the same, and hold nothing unknown. */
  @Property(tries = 300)
  void the_descriptor_says_what_the_codec_writes(@ForAll long seed) throws Exception {
    for (ContractCodec contract : CODECS) {
      FileDescriptor file =
          FileDescriptor.buildFrom(
              contract.schema().descriptor(),
              contract.schema().descriptor().getDependencyCount() == 0
                  ? new FileDescriptor[0]
                  : new FileDescriptor[] {TimestampProto.getDescriptor()});
      for (int i = 0; i < contract.methods().size(); i++) {
        MethodCodec codec = contract.methods().get(i);
        Object[] arguments = arguments(codec, new Random(seed));
        Descriptor request =
            file.findMessageTypeByName(contract.schema().rpcs().get(i).request().name());
        DynamicMessage message =
            DynamicMessage.parseFrom(request, codec.request(arguments).toBytes());
        assertThat(message.getUnknownFields()).isEqualTo(UnknownFieldSet.getDefaultInstance());
        if (codec.method().parameters().stream().noneMatch(p -> p.defaultValue().isPresent())) {
          assertThat(codec.arguments(Payload.of(message.toByteArray()))).isEqualTo(arguments);
        }
      }
    }
  }

  @Property(tries = 3_000)
  void of_random_bytes_nothing_but_a_refusal_comes(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = new byte[random.nextInt(LARGEST_INPUT)];
    random.nextBytes(bytes);
    methods().forEach(codec -> decodeAll(codec, bytes));
  }

  @Property(tries = 3_000)
  void of_damaged_messages_nothing_but_a_refusal_comes(@ForAll long seed) {
    Random random = new Random(seed);
    for (MethodCodec codec : methods()) {
      decodeAll(codec, damaged(codec.request(arguments(codec, random)).toBytes(), random));
      decodeAll(codec, damaged(codec.response(result(codec, random)).toBytes(), random));
      for (int i = 0; i < codec.method().problems().size(); i++) {
        Exception exception = exception(codec.method().problems().get(i), random);
        decodeAll(codec, damaged(codec.problem(i, exception), random));
      }
    }
  }

  @Property(tries = 500)
  void a_message_cut_short_is_refused_or_shorter(@ForAll long seed) {
    Random random = new Random(seed);
    for (MethodCodec codec : methods()) {
      byte[] whole = codec.request(arguments(codec, random)).toBytes();
      decodeAll(codec, Arrays.copyOf(whole, random.nextInt(whole.length + 1)));
    }
  }

  private static void decodeAll(MethodCodec codec, byte[] bytes) {
    try {
      Object[] arguments = codec.arguments(Payload.of(bytes));
      assertThat(arguments).hasSize(codec.method().parameters().size());
    } catch (InvalidRequest refusal) {
      assertThat(refusal.violations()).hasSize(1);
      assertThat(refusal.violations().get(0).field()).isNotEmpty();
    }
    try {
      codec.result(Payload.of(bytes));
    } catch (IOException refusal) {
      assertThat(refusal).hasMessageNotContaining("null pointer");
    }
    for (int i = 0; i < codec.method().problems().size(); i++) {
      try {
        codec.restore(i, bytes);
      } catch (IOException refusal) {
        assertThat(refusal.getMessage()).isNotEmpty();
      }
    }
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    byte[] damaged = bytes.clone();
    for (int i = random.nextInt(4) + 1; i > 0; i--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
    }
    return random.nextInt(4) == 0
        ? Arrays.copyOf(damaged, damaged.length + random.nextInt(9))
        : damaged;
  }

  static Stream<MethodCodec> stream() {
    return CODECS.stream().flatMap(contract -> contract.methods().stream());
  }

  private static List<MethodCodec> methods() {
    return stream().toList();
  }

  private static Object[] arguments(MethodCodec codec, Random random) {
    Anything anything = new Anything(random);
    return codec.method().parameters().stream().map(p -> anything.of(p.type())).toArray();
  }

  private static Object result(MethodCodec codec, Random random) {
    ContractMethod method = codec.method();
    if (method.isVoid()) {
      return null;
    }
    if (method.resultType() instanceof ParameterizedType generic
        && generic.getRawType() == Page.class) {
      List<Item> items = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        items.add((Item) new Anything(random).of(Item.class));
      }
      return new Page<>(items, random.nextInt(9) + 1, items.size() + 1, random.nextBoolean());
    }
    return new Anything(random).of(method.resultType());
  }

  private static Exception exception(ProblemModel model, Random random) {
    Anything anything = new Anything(random);
    List<Object> fields = new ArrayList<>();
    for (Type type : model.parameters().values()) {
      fields.add(anything.of(type));
    }
    return model.restore(fields);
  }

  @Property(tries = 1)
  void a_result_that_is_missing_is_refused() {
    MethodCodec text =
        stream().filter(c -> c.method().name().equals("Probe.text")).findFirst().orElseThrow();
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> text.result(Payload.EMPTY));
  }
}
