package dev.cleave.shop.catalog;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * A category to be added.
 *
 * @param name 1 to 100 characters, not blank, on one line
 * @param description 1 to 1,000 characters, not blank, on one line, if given
 */
public record NewCategory(
    @NotBlank
        @Size(max = 100)
        @Pattern(
            regexp = "[^\\p{Cc}\\p{Cs}]*",
            message = "must be one line without control characters")
        String name,
    Optional<
            @Size(min = 1, max = 1000)
            @Pattern(
                regexp = "(?=.*\\S)[^\\p{Cc}\\p{Cs}]*",
                message = "must be one line without control characters, and not blank")
            String>
        description) {
  public NewCategory {
    description = description == null ? Optional.empty() : description;
  }
}
