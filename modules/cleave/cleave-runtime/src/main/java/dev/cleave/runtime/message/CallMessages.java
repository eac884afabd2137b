package dev.cleave.runtime.message;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cleave.CallContext;
import dev.cleave.CallException;
import dev.cleave.SubstituteAnswers.Substitute;
import dev.cleave.runtime.call.WrittenCaller;
import dev.cleave.runtime.call.WrittenSubstitutes;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractParameter;
import dev.cleave.runtime.contract.ProblemModel;
import dev.cleave.runtime.json.ContractJson;
import dev.cleave.runtime.problem.JsonRefusal;
import dev.cleave.runtime.problem.ProblemDocument;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The messages of one contract method. A request names method and version in its properties and has
 * an object with the arguments as its body: parameters by their names in path and query, and {@code
 * body}. An answer has the result as its body, or a problem document and its code as a property.
 */
final class CallMessages {
  static final String METHOD = "cleave_method";
  static final String VERSION = "cleave_contract_version";
  static final String CALLER = "cleave_caller";
  static final String KEY = "cleave_idempotency_key";
  static final String TRACEPARENT = "traceparent";

  /** On an answer: it is, or is made of, a substitute. */
  static final String FALLBACK = "cleave_fallback";

  static final String PROBLEM = "cleave_problem";

  /** The method of a request that asks whether anybody handles requests here. */
  static final String PING = "cleave.ping";

  private static final ObjectMapper JSON = ContractJson.instance();
  private static final Message NOTHING = Message.of(Map.of(), "");

  private final ContractMethod method;
  private final String[] names;
  private final ObjectWriter[] writers;
  private final ObjectReader[] readers;
  private final ObjectWriter resultWriter;
  private final ObjectReader resultReader;

  CallMessages(ContractMethod method) {
    this.method = method;
    List<ContractParameter> parameters = method.parameters();
    this.names = parameters.stream().map(CallMessages::name).toArray(String[]::new);
    this.writers =
        parameters.stream()
            .map(p -> JSON.writerFor(ContractJson.type(p.type())))
            .toArray(ObjectWriter[]::new);
    this.readers =
        parameters.stream()
            .map(p -> JSON.readerFor(ContractJson.type(p.type())))
            .toArray(ObjectReader[]::new);
    this.resultWriter = JSON.writerFor(ContractJson.type(method.resultType()));
    this.resultReader = JSON.readerFor(ContractJson.type(method.resultType()));
  }

  private static String name(ContractParameter parameter) {
    return parameter.in() == ContractParameter.In.BODY ? "body" : parameter.name();
  }

  /** The queue that the processes of a module take requests from. */
  static String queue(String module) {
    return "cleave." + module + ".requests";
  }

  static Message ping() {
    return Message.of(Map.of(METHOD, PING), "");
  }

  Message request(Object[] arguments, CallContext context) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(METHOD, method.name());
    properties.put(VERSION, method.contract().version());
    properties.put(CALLER, WrittenCaller.of(context.caller()));
    context.idempotencyKey().ifPresent(key -> properties.put(KEY, key));
    context.traceparent().ifPresent(trace -> properties.put(TRACEPARENT, trace));
    return Message.of(properties, body(arguments));
  }

  private String body(Object[] arguments) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.getFactory().createGenerator(text)) {
      json.writeStartObject();
      for (int i = 0; i < names.length; i++) {
        json.writeFieldName(names[i]);
        writers[i].writeValue(json, arguments[i]);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * The arguments of a request.
   *
   * @throws dev.cleave.InvalidRequest saying what is wrong with its body
   */
  Object[] arguments(String body) {
    try {
      JsonNode document = body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
      if (!document.isObject()) {
        throw JsonRefusal.invalid("body", "must be a JSON object with the arguments by name");
      }
      Object[] arguments = new Object[names.length];
      for (int i = 0; i < names.length; i++) {
        arguments[i] = argument(document, i);
      }
      return arguments;
    } catch (JsonProcessingException e) {
      throw JsonRefusal.of(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Object argument(JsonNode document, int index) throws IOException {
    JsonNode value = document.get(names[index]);
    if (value != null) {
      return readers[index].readValue(value);
    }
    String defaultValue = method.parameters().get(index).defaultValue().orElse(null);
    if (defaultValue == null) {
      return readers[index].readValue(JSON.nullNode());
    }
    Class<?> type = readers[index].getValueType().getRawClass();
    boolean isBareJson = type.isPrimitive() || Number.class.isAssignableFrom(type);
    return readers[index].readValue(
        isBareJson ? JSON.readTree(defaultValue) : JSON.getNodeFactory().textNode(defaultValue));
  }

  /**
   * The answer with a result.
   *
   * @param substitutes what it is made of
   */
  Message result(Object value, List<Substitute> substitutes) throws JsonProcessingException {
    if (method.isVoid()) {
      return NOTHING;
    }
    return Message.of(
        substitutes.isEmpty() ? Map.of() : Map.of(FALLBACK, WrittenSubstitutes.of(substitutes)),
        resultWriter.writeValueAsString(value));
  }

  /** An answer for a declared exception or any other failure of a call. */
  Message failure(Exception failure) {
    if (failure instanceof CallException call) {
      return problem(ProblemDocument.of(call));
    }
    for (ProblemModel problem : method.problems()) {
      if (problem.type().isInstance(failure)) {
        return problem(ProblemDocument.of(problem, failure));
      }
    }
    throw new IllegalArgumentException("no failure of " + method, failure);
  }

  static Message problem(ObjectNode document) {
    return Message.of(Map.of(PROBLEM, document.get("code").asText()), document.toString());
  }

  /**
   * What the caller gets of an answer.
   *
   * @throws Exception that it stands for
   */
  Object read(Message answer) throws Exception {
    if (answer.text(PROBLEM).isPresent()) {
      int status = JSON.readTree(answer.body()).path("status").asInt();
      throw ProblemDocument.restore(method.contract(), status, answer.body());
    }
    answer
        .text(FALLBACK)
        .ifPresent(written -> WrittenSubstitutes.note(method.contract().name(), written));
    return method.isVoid() ? null : resultReader.readValue(answer.body());
  }
}
