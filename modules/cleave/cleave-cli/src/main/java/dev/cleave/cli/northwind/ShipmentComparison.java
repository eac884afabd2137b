package dev.cleave.cli.northwind;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what was sent with the shipped dates of the orders, and counts it. */
final class ShipmentComparison {

  private static final String SCHEDULED = "SCHEDULED";
  private static final String DISPATCHED = "DISPATCHED";

  private final Northwind data;
  private final Imported imported;
  private final List<String> differences;

  ShipmentComparison(Northwind data, Imported imported, List<String> differences) {
    this.data = data;
    this.imported = imported;
    this.differences = differences;
  }

  /**
   * Looks at the shipments of the import's orders.
   *
   * @param listed all shipments of the shop
   * @return how many of them were sent completely
   */
  int compare(List<JsonNode> listed) {
    Map<String, String> states = new HashMap<>();
    listed.forEach(shipment -> states.put(shipment.path("id").asText(), state(shipment)));
    int dispatched = 0;
    for (Order order : data.orders()) {
      String id = imported.orders().get(order.number());
      if (id == null) {
        continue; // Not confirmed, and told as such.
      }
      String state = states.getOrDefault(id, "missing");
      String wanted = order.shipped().isPresent() ? DISPATCHED : SCHEDULED;
      if (!state.equals(wanted)) {
        differences.add(
            "order %d: the shipment is %s in the shop, %s in the files"
                .formatted(order.number(), state, wanted));
      }
      if (state.equals(DISPATCHED)) {
        dispatched++;
      }
    }
    return dispatched;
  }

  private static String state(JsonNode shipment) {
    return shipment.path("state").asText();
  }
}
