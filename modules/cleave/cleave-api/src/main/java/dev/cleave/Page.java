package dev.cleave;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * One page of a longer list. Over REST it is a JSON array, and the rest of it travels as {@code
 * Link} headers (RFC 8288, relations {@code self}, {@code first}, {@code prev}, {@code next}); the
 * method's query parameters must be called {@code page} and {@code size}.
 *
 * @param items the items of this page, in the order of the list; at most {@code size}
 * @param number the page's number, from 1
 * @param size the page size asked for, at least 1
 * @param hasNext whether a page follows
 */
public record Page<T>(List<T> items, int number, int size, boolean hasNext) {
  public Page {
    items = List.copyOf(Objects.requireNonNull(items, "items"));
    if (number < 1 || size < 1 || items.size() > size) {
      throw new IllegalArgumentException(
          "page %d of size %d with %d items".formatted(number, size, items.size()));
    }
  }

  /**
   * A page from the result of a query for one row more than fits.
   *
   * @param fetched at most {@code size + 1} items; the last one only tells that a page follows
   */
  public static <T> Page<T> of(List<T> fetched, int number, int size) {
    boolean hasNext = fetched.size() > size;
    return new Page<>(hasNext ? fetched.subList(0, size) : fetched, number, size, hasNext);
  }

  /** How many items come before this page. */
  public static int offset(int number, int size) {
    return Math.multiplyExact(number - 1, size);
  }

  public <R> Page<R> map(Function<? super T, ? extends R> mapper) {
    return new Page<>(items.stream().<R>map(mapper).toList(), number, size, hasNext);
  }
}
