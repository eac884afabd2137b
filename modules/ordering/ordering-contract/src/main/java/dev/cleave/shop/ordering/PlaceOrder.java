package dev.cleave.shop.ordering;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.money.AmountBetween;
import dev.cleave.shop.money.Money;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * An order to be placed. Prices are not part of it: they come from catalog.
 *
 * @param customer who orders
 * @param lines 1 to 500, no product twice
 * @param freight what delivery costs, from 0.00 to 999,999.99 USD; operators only; nothing if
 *     absent
 * @param reference the operator's own number for the order, 1 to 50 characters; operators only
 */
public record PlaceOrder(
    @NotNull UserId customer,
    @Size(min = 1, max = 500) @EachProductOnce List<@NotNull @Valid Line> lines,
    Optional<@AmountBetween(min = "0.00", max = "999999.99", currency = "USD") Money> freight,
    Optional<
            @Size(min = 1, max = 50)
            @Pattern(
                regexp = "(?=.*\\S)[^\\p{Cc}\\p{Cs}]*",
                message = "must be one line without control characters, and not blank")
            String>
        reference) {
  public PlaceOrder {
    // Not List.copyOf: a null line must reach the constraint that reports it.
    lines = lines == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(lines));
    freight = freight == null ? Optional.empty() : freight;
    reference = reference == null ? Optional.empty() : reference;
  }

  /**
   * Units of one product.
   *
   * @param product the product
   * @param quantity units, from 1 to 100,000
   * @param discount the agreed share off the price, from 0 to below 1 with at most 4 decimal places
   *     (0.15 is 15 percent); operators only; none if absent
   */
  public record Line(
      @NotNull ProductId product,
      @Min(1) @Max(100_000) int quantity,
      Optional<
              @DecimalMin(value = "0", message = "must be at least 0")
              @DecimalMax(value = "1", inclusive = false, message = "must be below 1")
              @Digits(integer = 1, fraction = 4, message = "must have at most 4 decimal places")
              BigDecimal>
          discount) {
    public Line {
      discount = discount == null ? Optional.empty() : discount;
    }
  }
}
