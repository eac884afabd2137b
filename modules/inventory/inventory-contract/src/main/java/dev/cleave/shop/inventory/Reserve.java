package dev.cleave.shop.inventory;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Units to be held.
 *
 * @param id of the reservation, chosen by the caller
 * @param lines 1 to 500, no product twice
 * @param expiresInSeconds how long to hold them, from 1 to 86,400
 */
public record Reserve(
    @NotNull ReservationId id,
    @Size(min = 1, max = 500) @EachProductOnce List<@NotNull @Valid ReservationLine> lines,
    @Min(1) @Max(86_400) int expiresInSeconds) {
  public Reserve {
    // Not List.copyOf: a null line must reach the constraint that reports it.
    lines = lines == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(lines));
  }
}
