package dev.cleave.cli.northwind;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shop's public interface, as far as the import uses it. Safe for use by several threads. */
interface ShopApi {

  /**
   * Sends a command. A repeat under the same key with the same body changes nothing and returns
   * what the first one returned.
   *
   * @param method POST or PUT
   * @param path such as {@code /api/users}
   * @param body a JSON object, or {@code null} for none
   * @throws Refused when the shop does not carry it out
   */
  JsonNode command(String method, String path, String key, Map<String, ?> body)
      throws Refused, InterruptedException;

  /**
   * Reads one thing; empty if it is not there.
   *
   * @throws Refused when the shop does not answer with it
   */
  Optional<JsonNode> find(String path) throws Refused, InterruptedException;

  /**
   * Reads a list, page by page to its end.
   *
   * @throws Refused when the shop does not answer with it
   */
  List<JsonNode> list(String path) throws Refused, InterruptedException;
}
