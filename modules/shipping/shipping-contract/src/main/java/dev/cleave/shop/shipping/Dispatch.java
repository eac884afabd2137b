package dev.cleave.shop.shipping;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Units that leave.
 *
 * @param lines at most 500, no product twice; none for everything that is left
 * @param at when they left, in microseconds, not before 1900 nor in the future; now if absent
 */
public record Dispatch(
    @Size(max = 500) @EachProductOnce List<@NotNull @Valid Units> lines,
    Optional<@PlausibleTime Instant> at) {
  public Dispatch {
    lines = lines == null ? List.of() : lines;
    at = at == null ? Optional.empty() : at;
  }
}
