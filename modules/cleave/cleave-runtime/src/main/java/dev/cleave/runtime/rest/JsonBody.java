package dev.cleave.runtime.rest;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.cleave.InvalidRequest;
import dev.cleave.InvalidRequest.Violation;
import dev.cleave.Page;
import dev.cleave.runtime.json.ContractJson;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;

/** Reads and writes contract types as JSON, on both sides. */
@Provider
@Consumes({"application/json", "application/problem+json"})
@Produces({"application/json", "application/problem+json"})
public final class JsonBody implements MessageBodyReader<Object>, MessageBodyWriter<Object> {
  private static final ObjectMapper JSON = ContractJson.instance();

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type != InputStream.class && type != byte[].class;
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return !InputStream.class.isAssignableFrom(type) && type != byte[].class;
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    if (type == (Class<?>) Page.class) {
      Type item = ((ParameterizedType) genericType).getActualTypeArguments()[0];
      JavaType list = JSON.getTypeFactory().constructCollectionType(List.class, type(item));
      return PageLinks.read(headers, JSON.readValue(body, list));
    }
    try {
      Object value = JSON.readValue(body, type(genericType));
      if (value == null) {
        throw invalid("body", "must not be null");
      }
      return value;
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof BodyTooLarge tooLarge) {
        throw tooLarge;
      }
      throw new BadRequestException(refusal(e));
    }
  }

  private static JavaType type(Type genericType) {
    return ContractJson.type(genericType);
  }

  @Override
  public void writeTo(
      Object value,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream body)
      throws IOException {
    if (value instanceof Page<?> page) {
      JSON.writeValue(body, page.items());
    } else if (genericType instanceof ParameterizedType
        || genericType instanceof Class<?> declared && declared.isSealed()) {
      JSON.writerFor(type(genericType)).writeValue(body, value);
    } else {
      JSON.writeValue(body, value);
    }
  }

  /**
   * Says where in the document what is wrong, and what would be right; without parser internals.
   */
  private static InvalidRequest refusal(JsonProcessingException e) {
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

  private static InvalidRequest invalid(String field, String message) {
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
