package dev.cleave.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/**
 * Something that a client wants of the shop.
 *
 * @param key makes repeats harmless
 * @param kind what it is
 * @param path where it is sent to
 * @param body a JSON object
 */
public record Command(String key, Kind kind, String path, JsonNode body) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What commands there are. */
  public enum Kind {
    CATEGORY,
    PRODUCT,
    RECEIPT,
    USER,
    USER_CHANGE,
    DEPOSIT,
    ORDER,
    CANCELLATION,
    DISPATCH
  }

  /** A command with the fields of its body. */
  public static Command of(String key, Kind kind, String path, Map<String, ?> body) {
    return new Command(key, kind, path, JSON.valueToTree(body));
  }

  /** The HTTP method. */
  public String method() {
    return kind == Kind.USER_CHANGE ? "PUT" : "POST";
  }
}
