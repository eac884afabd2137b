package dev.cleave.shop.accounts;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * A postal address. Every part is one line.
 *
 * @param street street and number, 1 to 200 characters
 * @param city 1 to 100 characters
 * @param region state or province, 1 to 100 characters if given
 * @param postalCode 1 to 20 characters if given
 * @param country 1 to 100 characters
 */
public record Address(
    @NotBlank
        @Size(max = 200)
        @Pattern(
            regexp = "[^\\p{Cc}\\p{Cs}]*",
            message = "must be one line without control characters")
        String street,
    @NotBlank
        @Size(max = 100)
        @Pattern(
            regexp = "[^\\p{Cc}\\p{Cs}]*",
            message = "must be one line without control characters")
        String city,
    Optional<
            @Size(min = 1, max = 100)
            @Pattern(
                regexp = "(?=.*\\S)[^\\p{Cc}\\p{Cs}]*",
                message = "must be one line without control characters, and not blank")
            String>
        region,
    Optional<
            @Size(min = 1, max = 20)
            @Pattern(
                regexp = "(?=.*\\S)[^\\p{Cc}\\p{Cs}]*",
                message = "must be one line without control characters, and not blank")
            String>
        postalCode,
    @NotBlank
        @Size(max = 100)
        @Pattern(
            regexp = "[^\\p{Cc}\\p{Cs}]*",
            message = "must be one line without control characters")
        String country) {
  public Address {
    region = region == null ? Optional.empty() : region;
    postalCode = postalCode == null ? Optional.empty() : postalCode;
  }
}
