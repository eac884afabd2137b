package dev.cleave.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON as every command prints it: one line, names in lower case with underscores. */
final class JsonText {

  private static final ObjectMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private JsonText() {}

  static String of(Object value) throws JsonProcessingException {
    return JSON.writeValueAsString(value);
  }
}
