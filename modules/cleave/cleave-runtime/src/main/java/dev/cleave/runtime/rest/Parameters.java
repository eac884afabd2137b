package dev.cleave.runtime.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cleave.InvalidRequest;
import dev.cleave.InvalidRequest.Violation;
import dev.cleave.runtime.json.ContractJson;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;

/**
 * Path and query parameters of the contract types, written as in JSON but without quotes. A value
 * that does not parse is 404 in a path, where it names nothing, and 400 in a query.
 */
@Provider
public final class Parameters implements ParamConverterProvider {
  private static final ObjectMapper JSON = ContractJson.instance();

  @Override
  public <T> ParamConverter<T> getConverter(
      Class<T> rawType, Type genericType, Annotation[] annotations) {
    if (ContractJson.isBare(rawType) && annotations == null) {
      // an element of a list, on its way out
      return JsonScalar.of(rawType, false, rawType.getSimpleName());
    }
    if (rawType == String.class || List.class.isAssignableFrom(rawType) || annotations == null) {
      return null;
    }
    Type type = genericType == null ? rawType : genericType; // the Rest Client may give none
    for (Annotation annotation : annotations) {
      if (annotation instanceof PathParam path) {
        return JsonScalar.of(type, true, path.value());
      }
      if (annotation instanceof QueryParam query) {
        return JsonScalar.of(type, false, query.value());
      }
    }
    return null; // a header, which REST implementations ask about too
  }

  /**
   * @param isText whether JSON writes such values with quotes
   */
  private record JsonScalar<T>(ObjectReader reader, boolean isText, boolean inPath, String name)
      implements ParamConverter<T> {
    static <T> JsonScalar<T> of(Type type, boolean inPath, String name) {
      JavaType javaType = ContractJson.type(type);
      return new JsonScalar<>(
          JSON.readerFor(javaType), isText(javaType.getRawClass()), inPath, name);
    }

    private static boolean isText(Class<?> type) {
      return ContractJson.isBare(type)
          ? isText(type.getRecordComponents()[0].getType())
          : !type.isPrimitive() && type != Boolean.class && !Number.class.isAssignableFrom(type);
    }

    @Override
    public T fromString(String text) {
      if (text == null) {
        return null;
      }
      try {
        return reader.readValue(isText ? quoted(text) : text);
      } catch (JsonProcessingException e) {
        throw inPath ? new NotFoundException() : new BadRequestException(invalid(text));
      }
    }

    private static String quoted(String text) {
      return JsonNodeFactory.instance.textNode(text).toString();
    }

    private InvalidRequest invalid(String text) {
      String message = "\"%s\" is not a value of this parameter".formatted(abbreviated(text));
      return new InvalidRequest(
          "The query parameter %s: %s.".formatted(name, message),
          List.of(new Violation(name, message)));
    }

    private static String abbreviated(String text) {
      return text.length() <= 50 ? text : text.substring(0, 50) + "…";
    }

    @Override
    public String toString(T value) {
      return value instanceof Number || value instanceof Boolean
          ? value.toString()
          : JSON.valueToTree(value).asText();
    }
  }
}
