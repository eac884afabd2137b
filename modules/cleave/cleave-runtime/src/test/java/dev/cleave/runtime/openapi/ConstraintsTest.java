package dev.cleave.runtime.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConstraintsTest {
  /** A constraint of an application, without parts. */
  @Constraint(validatedBy = {})
  @Retention(RetentionPolicy.RUNTIME)
  @interface Between {
    String min();

    String message() default "must be more than {min}, not {}";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  /** A constraint that is made of others. */
  @Size(min = 2, max = 3)
  @Pattern(regexp = "[A-Z]+")
  @Constraint(validatedBy = {})
  @Retention(RetentionPolicy.RUNTIME)
  @interface CountryCode {
    String message() default "must be a country code";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
  }

  record Constrained(
      @Size(min = 1, max = 9) String size,
      @Size(max = 9) String atMost,
      @Size(min = 1, max = 9) List<@Size(max = 3) String> list,
      @NotEmpty List<String> notEmpty,
      @NotBlank String notBlank,
      @NotBlank @Size(min = 3) String both,
      @Pattern(regexp = "ab?") String pattern,
      @Pattern(regexp = "ab?", flags = Pattern.Flag.CASE_INSENSITIVE) String flags,
      @NotBlank @Pattern(regexp = "a*") String twoPatterns,
      @Pattern(regexp = "a*") @Pattern(regexp = "b*") String repeated,
      @Pattern(regexp = "[0-9]*", message = "must be digits") String told,
      @Email String email,
      @Email(regexp = "[^ ]*") String strictEmail,
      @Min(-3) @Max(5_000_000_000L) long whole,
      @DecimalMin("0.10") @DecimalMax(value = "1", inclusive = false) BigDecimal decimal,
      @DecimalMin(value = "0", inclusive = false) @DecimalMax("2.50") BigDecimal other,
      @Digits(integer = 3, fraction = 2) BigDecimal digits,
      @DecimalMax(value = "1", inclusive = false) @Digits(integer = 1, fraction = 4)
          BigDecimal share,
      @Positive int positive,
      @PositiveOrZero int positiveOrZero,
      @Negative int negative,
      @NegativeOrZero int negativeOrZero,
      @AssertTrue boolean agreed,
      Optional<@Size(max = 9) String> optional,
      Optional<@Min(1) Integer> optionalNumber,
      @NotNull @Past Instant past,
      @Between(min = "7") String custom,
      @CountryCode String composed) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "size           | {type: string, minLength: 1, maxLength: 9}",
        "atMost         | {type: string, maxLength: 9}",
        "list           | {type: array, items: {type: string, maxLength: 3}, minItems: 1, maxItems: 9}",
        "notEmpty       | {type: array, items: {type: string}, minItems: 1}",
        "notBlank       | {type: string, minLength: 1, pattern: '[^\\x00-\\x20]'}",
        "both           | {type: string, minLength: 3, pattern: '[^\\x00-\\x20]'}",
        "pattern        | {type: string, pattern: '^(?:ab?)$'}",
        "flags          | {type: string}",
        "twoPatterns    | {type: string, minLength: 1, pattern: '[^\\x00-\\x20]', allOf: [{pattern: '^(?:a*)$'}]}",
        "repeated       | {type: string, pattern: '^(?:a*)$', allOf: [{pattern: '^(?:b*)$'}]}",
        "told           | {type: string, pattern: '^(?:[0-9]*)$', description: must be digits}",
        "email          | {type: string, format: email}",
        "strictEmail    | {type: string, format: email, pattern: '^(?:[^ ]*)$'}",
        "whole          | {type: integer, format: int64, minimum: -3, maximum: 5000000000}",
        "decimal        | {type: number, minimum: 0.10, exclusiveMaximum: 1}",
        "other          | {type: number, exclusiveMinimum: 0, maximum: 2.50}",
        "digits         | {type: number, exclusiveMinimum: -1000, exclusiveMaximum: 1000, multipleOf: 0.01}",
        "share          | {type: number, exclusiveMaximum: 1, exclusiveMinimum: -10, multipleOf: 0.0001}",
        "positive       | {type: integer, format: int32, exclusiveMinimum: 0}",
        "positiveOrZero | {type: integer, format: int32, minimum: 0}",
        "negative       | {type: integer, format: int32, exclusiveMaximum: 0}",
        "negativeOrZero | {type: integer, format: int32, maximum: 0}",
        "agreed         | {type: boolean, const: true}",
        "optional       | {type: [string, 'null'], maxLength: 9}",
        "optionalNumber | {type: [integer, 'null'], format: int32, minimum: 1}",
        "past           | {type: string, format: date-time}",
        "custom         | {type: string, description: 'must be more than 7, not {}'}",
        "composed       | {type: string, minLength: 2, maxLength: 3, pattern: '^(?:[A-Z]+)$', description: must be a country code}",
      })
  void each_constraint_becomes_its_keywords(String component, String expected) throws Exception {
    Schemas schemas = new Schemas();
    schemas.of(Constrained.class);
    JsonNode properties = schemas.components().get("ConstraintsTestConstrained").get("properties");

    assertThat(json(properties.get(component).toString())).isEqualTo(yaml(expected));
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }

  private static JsonNode yaml(String text) throws Exception {
    return json(new com.fasterxml.jackson.dataformat.yaml.YAMLMapper().readTree(text).toString());
  }
}
