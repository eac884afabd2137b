package dev.cleave.grpc.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.cleave.Page;
import dev.cleave.grpc.schema.MessageSchema;
import dev.cleave.grpc.schema.RpcSchema;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractParameter;
import dev.cleave.runtime.contract.ContractParameter.In;
import dev.cleave.runtime.contract.ProblemModel;
import dev.cleave.runtime.json.ContractJson;
import dev.cleave.runtime.problem.JsonRefusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The messages of one contract method. Thread-safe. */
public final class MethodCodec {
  private static final ObjectMapper JSON = ContractJson.instance();

  private final ContractMethod method;
  private final FieldsCodec request;
  private final Object[] defaults;
  private final FieldsCodec response;
  private final RecordShape page;
  private final List<MessageSchema> problemSchemas;
  private final FieldsCodec[] problems;

  MethodCodec(RpcSchema rpc, ValueCodecs values) {
    this.method = rpc.method();
    this.request = values.fields(rpc.request());
    this.response = values.fields(rpc.response());
    this.page = method.method().getReturnType() == Page.class ? new RecordShape(Page.class) : null;
    this.problemSchemas = rpc.problems();
    this.problems = problemSchemas.stream().map(values::fields).toArray(FieldsCodec[]::new);
    this.defaults = method.parameters().stream().map(MethodCodec::defaultOf).toArray();
  }

  private static Object defaultOf(ContractParameter parameter) {
    return parameter.defaultValue().map(text -> parse(text, parameter)).orElse(null);
  }

  private static Object parse(String text, ContractParameter parameter) {
    try {
      Class<?> type = ContractJson.type(parameter.type()).getRawClass();
      boolean isBareJson = type.isPrimitive() || Number.class.isAssignableFrom(type);
      return JSON.readerFor(ContractJson.type(parameter.type()))
          .<Object>readValue(
              isBareJson ? JSON.readTree(text) : JSON.getNodeFactory().textNode(text));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "the default value of %s is none of its type: %s"
              .formatted(parameter.name(), e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ContractMethod method() {
    return method;
  }

  /**
   * A request.
   *
   * @param arguments in canonical form; {@code null} for none
   */
  public Payload request(Object[] arguments) {
    Encoder out = new Encoder();
    for (int i = request.count() - 1; i >= 0; i--) {
      // a zero that is not written would be the default at the other side
      request.field(i).write(out, arguments[i], defaults[i] != null);
    }
    return out.payload();
  }

  /**
   * The arguments of a request; an absent one is {@code null}, or its default.
   *
   * @throws dev.cleave.InvalidRequest saying what is wrong with it
   */
  public Object[] arguments(Payload payload) {
    try {
      CodedInputStream in = input(payload);
      Object[] arguments = request.gather(in, 0);
      in.checkLastTagWas(0);
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] =
            arguments[i] == null && defaults[i] != null
                ? defaults[i]
                : request.field(i).complete(arguments[i]);
      }
      return arguments;
    } catch (Malformed e) {
      throw JsonRefusal.invalid(pathAsInJson(e.path()), e.reason());
    } catch (InvalidProtocolBufferException e) {
      throw JsonRefusal.invalid("body", "is no well-formed message");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A body's fields stand for themselves; other parameters have the names that REST gives them. */
  private String pathAsInJson(String path) {
    String first = path.split("[.\\[]", 2)[0];
    for (int i = 0; i < request.count(); i++) {
      if (request.field(i).name().equals(first)) {
        ContractParameter parameter = method.parameters().get(i);
        String rest = path.substring(first.length());
        if (parameter.in() != In.BODY) {
          return parameter.name() + rest;
        }
        return rest.startsWith(".") ? rest.substring(1) : "body" + rest;
      }
    }
    return path;
  }

  /** A response. */
  public Payload response(Object result) {
    Encoder out = new Encoder();
    if (page != null) {
      response.write(out, result, page::component);
    } else if (!method.isVoid()) {
      response.field(0).write(out, result, false);
    }
    return out.payload();
  }

  /**
   * The result of a response.
   *
   * @throws IOException if it is none
   */
  public Object result(Payload payload) throws IOException {
    CodedInputStream in = input(payload);
    Object[] values = response.read(in, 0);
    in.checkLastTagWas(0);
    if (page != null) {
      return page.create(values);
    }
    if (method.isVoid()) {
      return null;
    }
    if (values[0] == null) {
      throw new Malformed("result", "is missing");
    }
    return values[0];
  }

  /** The name of the message of a declared exception. */
  public String problemName(int problem) {
    return problemSchemas.get(problem).name();
  }

  /** The fields of a declared exception, by the position of its model among the method's. */
  public byte[] problem(int problem, Exception exception) {
    Map<String, Object> values = method.problems().get(problem).values(exception);
    Encoder out = new Encoder();
    problems[problem].write(
        out, values, (owner, index) -> values.get(problems[problem].field(index).name()));
    return out.toBytes();
  }

  /**
   * Builds a declared exception again.
   *
   * @throws IOException if the fields are none of it
   */
  public Exception restore(int problem, byte[] fields) throws IOException {
    CodedInputStream in = input(Payload.of(fields));
    Object[] values = problems[problem].read(in, 0);
    in.checkLastTagWas(0);
    ProblemModel model = method.problems().get(problem);
    try {
      return model.restore(Arrays.asList(values).subList(0, model.parameters().size()));
    } catch (IllegalStateException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** The position of the declared exception of that code or type. */
  public Optional<Integer> problemOf(java.util.function.Predicate<ProblemModel> which) {
    for (int i = 0; i < problems.length; i++) {
      if (which.test(method.problems().get(i))) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static CodedInputStream input(Payload payload) {
    return CodedInputStream.newInstance(payload.bytes(), payload.offset(), payload.length());
  }
}
