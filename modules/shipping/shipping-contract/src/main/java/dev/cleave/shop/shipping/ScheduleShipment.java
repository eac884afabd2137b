package dev.cleave.shop.shipping;

import dev.cleave.shop.accounts.UserId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * A shipment to be scheduled.
 *
 * @param id chosen by the caller
 * @param customer to whom
 * @param lines 1 to 500, no product twice
 */
public record ScheduleShipment(
    @NotNull ShipmentId id,
    @NotNull UserId customer,
    @Size(min = 1, max = 500) @EachProductOnce List<@NotNull @Valid Units> lines) {
  public ScheduleShipment {
    lines = lines == null ? List.of() : lines;
  }
}
