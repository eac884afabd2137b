package dev.cleave.runtime.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractParameter;
import dev.cleave.runtime.contract.ProblemModel;
import dev.cleave.runtime.json.ContractJson;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a read ended with, as the JSON that every binding carries. Two outcomes are the same if that
 * is the same to the letter: {@code 1.0} and {@code 1.00} differ, because decimals keep their
 * digits on every way, and instants that differ by less than a microsecond do not.
 *
 * @param isProblem whether it is a declared exception: {@code "problem"} is its code, the other
 *     members are its fields
 */
record Outcome(boolean isProblem, String json) {
  private static final ObjectMapper JSON = ContractJson.instance();

  static Outcome of(ContractMethod method, Object result) throws JsonProcessingException {
    return new Outcome(false, method.isVoid() ? "null" : written(method.resultType(), result));
  }

  static boolean isDeclared(ContractMethod method, Exception thrown) {
    return method.problems().stream().anyMatch(problem -> problem.type().isInstance(thrown));
  }

  /** The outcome that a declared exception is; empty for any other exception. */
  static Optional<Outcome> problem(ContractMethod method, Exception thrown) {
    return method.problems().stream()
        .filter(problem -> problem.type().isInstance(thrown))
        .findFirst()
        .map(problem -> new Outcome(true, members(problem, thrown)));
  }

  private static String members(ProblemModel problem, Exception thrown) {
    ObjectNode members = JSON.createObjectNode().put("problem", problem.code());
    Map<String, Type> types = problem.fields();
    try {
      for (Map.Entry<String, Object> field : problem.values(thrown).entrySet()) {
        String json = written(types.get(field.getKey()), field.getValue());
        members.putRawValue(field.getKey(), new RawValue(json));
      }
      return JSON.writeValueAsString(members);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write the fields of " + problem.code(), e);
    }
  }

  /** The arguments of a call as a JSON object, by the names of the parameters. */
  static String arguments(ContractMethod method, Object[] arguments)
      throws JsonProcessingException {
    ObjectNode members = JSON.createObjectNode();
    List<ContractParameter> parameters = method.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      String json = written(parameters.get(i).type(), arguments[i]);
      members.putRawValue(parameters.get(i).name(), new RawValue(json));
    }
    return JSON.writeValueAsString(members);
  }

  private static String written(Type type, Object value) throws JsonProcessingException {
    return JSON.writerFor(ContractJson.type(type))
        .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .writeValueAsString(value);
  }
}
