package dev.cleave.test.probe;

import dev.cleave.CallContext;
import dev.cleave.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Does what it is told. */
@ApplicationScoped
public class ProbeService implements Probe {
  /** Finer than any contract carries. */
  static final Instant NANOSECONDS = Instant.parse("2026-03-29T01:59:59.123456789Z");

  static final int ITEMS = 25_000;

  private final Map<String, Integer> crashes = new ConcurrentHashMap<>();
  @Inject private Things things;

  @Override
  @Transactional
  public Everything echo(Everything value) {
    return value;
  }

  @Override
  public Parameters parameters(
      String path,
      ItemId id,
      String text,
      int number,
      long big,
      boolean flag,
      Colour colour,
      Instant instant,
      LocalDate date,
      UUID uuid,
      List<ItemId> ids,
      List<String> texts) {
    return new Parameters(
        path, id, text, number, big, flag, colour, instant, date, uuid, ids, texts);
  }

  @Override
  public Page<Item> items(int page, int size) {
    int from = Math.min(Page.offset(page, size), ITEMS);
    return Page.of(range(from, Math.min(from + size + 1, ITEMS)), page, size);
  }

  @Override
  public List<Item> list(int count) {
    // A list the caller must never get hold of: it can be changed.
    return new ArrayList<>(range(0, count));
  }

  private static List<Item> range(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> new Item(new ItemId(i), BigDecimal.valueOf(i, 2)))
        .toList();
  }

  @Override
  @Transactional
  public BigDecimal sum(Items items) {
    return items.items().stream().map(Item::price).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Override
  public Optional<Item> optional(boolean present) {
    return present
        ? Optional.of(new Item(new ItemId(1), new BigDecimal("1E+3")))
        : Optional.empty();
  }

  @Override
  public String text(String of) {
    return of;
  }

  @Override
  public int length(String of) {
    return of.length();
  }

  @Override
  public Shape shape(boolean round) {
    return round ? new Circle(new BigDecimal("2.50")) : new Square(2, Optional.of(Colour.RED));
  }

  @Override
  @Transactional
  public Constrained check(Constrained value) {
    return value;
  }

  @Override
  public int checkParameters(ItemId id, int number, List<ItemId> ids) {
    return ids.size();
  }

  @Override
  public Thing fail(Failure as) throws Refused, NoSuchThing {
    return switch (as) {
      case REFUSED -> throw refused();
      case NOT_FOUND -> throw new NoSuchThing(new ItemId(-1));
      case RUNTIME_EXCEPTION -> throw new IllegalStateException("secret: select * from thing");
      case CHECKED_BY_STEALTH -> throw ProbeService.<RuntimeException>sneaky(new IOException("x"));
      case ERROR -> throw new AssertionError("secret");
      case STACK_OVERFLOW -> fail(as);
      case NULL -> null;
      case UNKNOWN -> new Thing(new ItemId(0), "no failure");
    };
  }

  private static Refused refused() {
    Refused refused =
        new Refused(
            new ItemId(7),
            new BigDecimal("12.50"),
            NANOSECONDS,
            new ArrayList<>(List.of("größer", "🦊")),
            Optional.empty(),
            new Square(3, Optional.empty()));
    refused.initCause(new IOException("the disk is full"));
    return refused;
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> X sneaky(Throwable thrown) throws X {
    throw (X) thrown;
  }

  @Override
  @Transactional
  public Thing makeAndFail(Failure as, NewThing thing) throws Refused, NoSuchThing {
    things.add(thing.name());
    return fail(as);
  }

  @Override
  public String slow(int millis) {
    Gate.await(millis);
    return "done";
  }

  @Override
  @Transactional
  public Thing makeSlowly(int millis, NewThing thing) {
    Thing made = things.add(thing.name());
    Gate.await(millis);
    return made;
  }

  @Override
  public Seen seen() {
    return here();
  }

  @Override
  @Transactional
  public Seen seenByCommand() {
    return here();
  }

  /** What the thread knows of the call. */
  public static Seen here() {
    CallContext context = CallContext.current();
    return new Seen(
        context.caller().kind().name(),
        context.caller().name(),
        context.traceparent(),
        context.remainingNanos() / 1_000_000,
        context.idempotencyKey());
  }

  @Override
  @Transactional
  public Thing make(NewThing thing) {
    return things.add(thing.name());
  }

  @Override
  public int things(String name) {
    return things.count(name);
  }

  @Override
  @Transactional
  public void remove(ItemId id) throws NoSuchThing {
    if (!things.remove(id)) {
      throw new NoSuchThing(id);
    }
  }

  @Override
  @Transactional(TxType.NOT_SUPPORTED)
  public Thing work(Work work) throws Refused {
    things.addOnce(work.name() + "/1");
    if (work.waitMillis() > 0) {
      Gate.await(work.waitMillis());
    }
    if (crashes.merge(work.name(), 1, Integer::sum) <= work.crashes()) {
      throw new IllegalStateException("crashed half-way");
    }
    return things.addOnce(work.name() + "/2");
  }
}
