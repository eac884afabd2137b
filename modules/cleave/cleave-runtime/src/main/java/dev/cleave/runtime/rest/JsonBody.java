package dev.cleave.runtime.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cleave.Page;
import dev.cleave.runtime.json.ContractJson;
import dev.cleave.runtime.problem.JsonRefusal;
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
        throw JsonRefusal.invalid("body", "must not be null");
      }
      return value;
    } catch (JsonProcessingException e) {
      if (e.getCause() instanceof BodyTooLarge tooLarge) {
        throw tooLarge;
      }
      throw new BadRequestException(JsonRefusal.of(e));
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
}
