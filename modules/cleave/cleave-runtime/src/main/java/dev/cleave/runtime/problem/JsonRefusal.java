package dev.cleave.runtime.problem;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.cleave.InvalidRequest;
import dev.cleave.InvalidRequest.Violation;
import dev.cleave.runtime.json.ContractJson;
import java.util.List;

/** What is said about JSON that is not what a contract expects. */
public final class JsonRefusal {
  private JsonRefusal() {}

  /**
   * Says where in the document what is wrong, and what would be right; without parser internals.
   */
  public static InvalidRequest of(JsonProcessingException e) {
    if (e instanceof JsonMappingException mapping
        && !(e instanceof MismatchedInputException)
        && e.getCause() instanceof InvalidRequest request) {
      return request;
    }
    String field = e instanceof JsonMappingException mapping ? path(mapping) : "";
    if (e instanceof InvalidFormatException format) {
      return invalid(field, "must be a %s".formatted(name(format.getTargetType())));
    }
    if (e instanceof ValueInstantiationException value && value.getCause() != null) {
      return invalid(field, String.valueOf(value.getCause().getMessage()));
    }
    if (e.getCause() instanceof InputCoercionException coercion) {
      return invalid(field, "must be a %s".formatted(name(coercion.getTargetType())));
    }
    if (e instanceof MismatchedInputException mismatch) {
      if (mismatch.getTargetType() == null || field.isEmpty() && isEnd(mismatch)) {
        return invalid("body", "a JSON document is required");
      }
      return invalid(field, "must be a %s".formatted(name(mismatch.getTargetType())));
    }
    if (e instanceof StreamConstraintsException) {
      return invalid(field, "is nested too deeply or has a number that is too long");
    }
    if (e instanceof InputCoercionException coercion) {
      return invalid(field, "must be a %s".formatted(name(coercion.getTargetType())));
    }
    if (e instanceof JsonParseException || e.getLocation() != null) {
      return invalid(
          "body",
          "is not well-formed JSON at line %d, column %d"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    }
    return invalid("body", "is not the JSON that is expected");
  }

  private static boolean isEnd(MismatchedInputException e) {
    return e.getMessage() != null && e.getMessage().startsWith("No content");
  }

  /** A refusal of one field. */
  public static InvalidRequest invalid(String field, String message) {
    String where = field.isEmpty() ? "body" : field;
    return new InvalidRequest(
        "The request is invalid: %s %s.".formatted(where, message),
        List.of(new Violation(where, message)));
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference reference : e.getPath()) {
      if (reference.getFieldName() != null) {
        path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
      } else {
        path.append('[').append(reference.getIndex()).append(']');
      }
    }
    return path.toString();
  }

  private static String name(Class<?> type) {
    if (type == null) {
      return "JSON value of another type";
    }
    if (type == String.class) {
      return "string";
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return "whole number in range";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    if (type == java.math.BigDecimal.class) {
      return "number";
    }
    if (List.class.isAssignableFrom(type)) {
      return "JSON array";
    }
    if (type.isRecord()) {
      return ContractJson.isBare(type)
          ? name(type.getRecordComponents()[0].getType())
          : "JSON object (%s)".formatted(type.getSimpleName());
    }
    return type.getSimpleName();
  }
}
