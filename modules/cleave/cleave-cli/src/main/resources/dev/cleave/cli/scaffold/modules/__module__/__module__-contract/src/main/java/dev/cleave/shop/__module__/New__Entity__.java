package dev.cleave.shop.__module__;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * What is to be added.
 *
 * @param name 1 to 100 characters, not blank, on one line
 */
public record New__Entity__(
    @NotBlank
        @Size(max = 100)
        @Pattern(
            regexp = "[^\\p{Cc}\\p{Cs}]*",
            message = "must be one line without control characters")
        String name) {}
