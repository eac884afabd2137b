package dev.cleave.runtime.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.Constraint;
import jakarta.validation.constraints.AssertFalse;
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
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;

/**
 * Bean Validation constraints as JSON Schema keywords. A message that the contract writes itself
 * becomes the description, be there a keyword or not.
 */
final class Constraints {
  private static final java.util.regex.Pattern ATTRIBUTE =
      java.util.regex.Pattern.compile("\\{(\\w+)}");

  /** What {@code @NotBlank} asks for: a character that {@link String#trim()} leaves. */
  private static final String NOT_BLANK = "[^\\x00-\\x20]";

  private final ObjectNode schema;

  private Constraints(ObjectNode schema) {
    this.schema = schema;
  }

  /** Adds what the annotations demand; those that are no constraints are passed over. */
  static void apply(Iterable<Annotation> annotations, ObjectNode schema) {
    Constraints constraints = new Constraints(schema);
    annotations.forEach(constraints::apply);
  }

  private void apply(Annotation annotation) {
    if (!annotation.annotationType().isAnnotationPresent(Constraint.class)) {
      if (annotation instanceof Pattern.List patterns) {
        List.of(patterns.value()).forEach(this::apply);
      }
      return;
    }
    keywords(annotation);
    List.of(annotation.annotationType().getAnnotations()).forEach(this::apply);
    describe(annotation);
  }

  private void keywords(Annotation annotation) {
    if (annotation instanceof Size size) {
      size(size.min(), size.max());
    } else if (annotation instanceof NotEmpty) {
      size(1, Integer.MAX_VALUE);
    } else if (annotation instanceof NotBlank) {
      size(1, Integer.MAX_VALUE);
      pattern(NOT_BLANK);
    } else if (annotation instanceof Pattern pattern) {
      pattern(pattern.regexp(), pattern.flags());
    } else if (annotation instanceof Email email) {
      schema.put("format", "email");
      pattern(email.regexp(), email.flags());
    } else if (annotation instanceof AssertTrue || annotation instanceof AssertFalse) {
      schema.put("const", annotation instanceof AssertTrue);
    } else {
      number(annotation);
    }
  }

  private void number(Annotation annotation) {
    if (annotation instanceof Min min) {
      atLeast(BigDecimal.valueOf(min.value()), true);
    } else if (annotation instanceof Max max) {
      atMost(BigDecimal.valueOf(max.value()), true);
    } else if (annotation instanceof DecimalMin min) {
      atLeast(new BigDecimal(min.value()), min.inclusive());
    } else if (annotation instanceof DecimalMax max) {
      atMost(new BigDecimal(max.value()), max.inclusive());
    } else if (annotation instanceof Positive || annotation instanceof PositiveOrZero) {
      atLeast(BigDecimal.ZERO, annotation instanceof PositiveOrZero);
    } else if (annotation instanceof Negative || annotation instanceof NegativeOrZero) {
      atMost(BigDecimal.ZERO, annotation instanceof NegativeOrZero);
    } else if (annotation instanceof Digits digits) {
      BigDecimal bound = BigDecimal.TEN.pow(digits.integer());
      atLeast(bound.negate(), false);
      atMost(bound, false);
      schema.put("multipleOf", BigDecimal.ONE.movePointLeft(digits.fraction()));
    }
  }

  private void size(int min, int max) {
    String unit = schema.path("type").asText().equals("array") ? "Items" : "Length";
    if (min > 0) {
      tighten("min" + unit, BigDecimal.valueOf(min), 1);
    }
    if (max < Integer.MAX_VALUE) {
      tighten("max" + unit, BigDecimal.valueOf(max), -1);
    }
  }

  private void atLeast(BigDecimal bound, boolean inclusive) {
    tighten(inclusive ? "minimum" : "exclusiveMinimum", bound, 1);
  }

  private void atMost(BigDecimal bound, boolean inclusive) {
    tighten(inclusive ? "maximum" : "exclusiveMaximum", bound, -1);
  }

  /** Of two bounds the stricter one counts. */
  private void tighten(String keyword, BigDecimal bound, int direction) {
    JsonNode known = schema.get(keyword);
    if (known == null || bound.compareTo(known.decimalValue()) == direction) {
      schema.put(keyword, bound);
    }
  }

  /** Java matches the whole text, JSON Schema any part of it; flags cannot be said there. */
  private void pattern(String regexp, Pattern.Flag... flags) {
    if (flags.length == 0 && !regexp.equals(".*")) {
      pattern("^(?:" + regexp + ")$");
    }
  }

  private void pattern(String pattern) {
    if (schema.has("pattern")) {
      schema.withArray("/allOf").addObject().put("pattern", pattern);
    } else {
      schema.put("pattern", pattern);
    }
  }

  private void describe(Annotation annotation) {
    String message =
        ATTRIBUTE
            .matcher(text(annotation, "message"))
            .replaceAll(name -> Matcher.quoteReplacement(text(annotation, name.group(1))));
    if (!message.isBlank() && !message.startsWith("{")) {
      String known = schema.path("description").asText();
      schema.put("description", known.isEmpty() ? message : known + "; " + message);
    }
  }

  private static String text(Annotation annotation, String attribute) {
    try {
      return String.valueOf(annotation.annotationType().getMethod(attribute).invoke(annotation));
    } catch (ReflectiveOperationException e) {
      return "{" + attribute + "}";
    }
  }
}
