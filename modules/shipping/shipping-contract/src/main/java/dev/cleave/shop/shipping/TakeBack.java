package dev.cleave.shop.shipping;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Units that come back.
 *
 * @param lines 1 to 500, no product twice
 */
public record TakeBack(
    @Size(min = 1, max = 500) @EachProductOnce List<@NotNull @Valid Units> lines) {
  public TakeBack {
    lines = lines == null ? List.of() : lines;
  }
}
