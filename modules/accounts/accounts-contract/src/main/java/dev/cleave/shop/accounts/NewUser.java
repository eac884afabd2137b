package dev.cleave.shop.accounts;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/**
 * A user to be added.
 *
 * @param name 1 to 200 characters, not blank, on one line
 * @param email 3 to 254 characters in the form of an e-mail address, if given
 */
public record NewUser(
    @NotBlank
        @Size(max = 200)
        @Pattern(
            regexp = "[^\\p{Cc}\\p{Cs}]*",
            message = "must be one line without control characters")
        String name,
    Optional<@Email(regexp = "[^\\p{Cc}\\p{Cs}\\s]*") @Size(min = 3, max = 254) String> email) {
  public NewUser {
    email = email == null ? Optional.empty() : email;
  }
}
