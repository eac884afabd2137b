package dev.cleave.test.probe;

import dev.cleave.ModuleContract;
import dev.cleave.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.Fallback;

/** Everything a contract may have. */
@ModuleContract("probe")
@Path("/api/probe")
public interface Probe {
  /** Some constants, and the one for those that come later. */
  enum Colour {
    RED,
    GREEN,
    UNKNOWN
  }

  /** Travels as its bare number. */
  record ItemId(int value) {}

  /** One of two. */
  sealed interface Shape permits Circle, Square {}

  record Circle(BigDecimal radius) implements Shape {}

  record Square(int side, Optional<Colour> colour) implements Shape {}

  /** Contains itself. */
  record Tree(String text, List<Tree> children) {}

  /** Every type of value. */
  record Everything(
      String text,
      int number,
      long big,
      boolean flag,
      BigDecimal decimal,
      Instant instant,
      LocalDate date,
      UUID uuid,
      Colour colour,
      ItemId id,
      Shape shape,
      Tree tree,
      List<String> texts,
      List<BigDecimal> decimals,
      List<Shape> shapes,
      Optional<String> note,
      Optional<Instant> until) {}

  /** Every type of path and query parameter. */
  record Parameters(
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
      List<String> texts) {}

  record Item(ItemId id, BigDecimal price) {}

  record Items(List<Item> items) {}

  /** Constraints of every place where one may stand. */
  record Constrained(
      @NotBlank @Size(max = 10) String name,
      @Min(1) @Max(9) int count,
      @Size(max = 3) List<@NotNull @Valid Line> lines,
      Optional<@Email @Size(max = 20) String> email) {
    /** A nested one. */
    public record Line(@NotNull ItemId item, @Min(1) int quantity) {}
  }

  /** What the callee's thread knows of the call. */
  record Seen(
      String kind,
      String caller,
      Optional<String> traceparent,
      long remainingMillis,
      Optional<String> key) {}

  /** What a failing method is to throw. */
  enum Failure {
    REFUSED,
    NOT_FOUND,
    RUNTIME_EXCEPTION,
    CHECKED_BY_STEALTH,
    ERROR,
    STACK_OVERFLOW,
    NULL,
    UNKNOWN
  }

  record NewThing(@NotBlank String name) {}

  record Thing(ItemId id, String name) {}

  /**
   * Work of two steps.
   *
   * @param name of the things it makes
   * @param waitMillis how long it waits between the steps, unless it is let go
   * @param crashes how often it fails between the steps, counted over all repeats
   */
  record Work(@NotBlank String name, int waitMillis, int crashes) {}

  @POST
  @Path("echo")
  Everything echo(@NotNull Everything value);

  @GET
  @Path("parameters/{path}/{id}")
  Parameters parameters(
      @PathParam("path") String path,
      @PathParam("id") ItemId id,
      @QueryParam("text") @DefaultValue("") String text,
      @QueryParam("number") @DefaultValue("7") int number,
      @QueryParam("big") @DefaultValue("0") long big,
      @QueryParam("flag") @DefaultValue("false") boolean flag,
      @QueryParam("colour") @DefaultValue("RED") Colour colour,
      @QueryParam("instant") @DefaultValue("1970-01-01T00:00:00Z") Instant instant,
      @QueryParam("date") @DefaultValue("1970-01-01") LocalDate date,
      @QueryParam("uuid") @DefaultValue("00000000-0000-0000-0000-000000000000") UUID uuid,
      @QueryParam("ids") List<ItemId> ids,
      @QueryParam("texts") List<String> texts);

  @GET
  @Path("items")
  Page<Item> items(
      @QueryParam("page") @DefaultValue("1") @Min(1) int page,
      @QueryParam("size") @DefaultValue("100") @Min(1) @Max(20_000) int size);

  /** So many items, all at once. */
  @GET
  @Path("lists")
  List<Item> list(@QueryParam("count") int count);

  @POST
  @Path("sums")
  BigDecimal sum(@NotNull Items items);

  @GET
  @Path("optional")
  Optional<Item> optional(@QueryParam("present") boolean present);

  @GET
  @Path("text")
  String text(@QueryParam("of") String of);

  /** Has a default for when the module cannot be reached. */
  @GET
  @Path("length")
  @Fallback(fallbackMethod = "unknownLength")
  int length(@QueryParam("of") String of);

  /** No method of the contract: it is called where the call is made. */
  default int unknownLength(String of) {
    return -1;
  }

  @GET
  @Path("shape")
  Shape shape(@QueryParam("round") boolean round);

  @POST
  @Path("checks")
  Constrained check(@NotNull @Valid Constrained value);

  @GET
  @Path("checks/{id}")
  int checkParameters(
      @PathParam("id") ItemId id,
      @QueryParam("number") @Min(1) @Max(9) int number,
      @QueryParam("ids") @NotNull @Size(min = 1, max = 2) List<@NotNull ItemId> ids);

  /** A read that fails. */
  @GET
  @Path("failures")
  Thing fail(@QueryParam("as") Failure as) throws Refused, NoSuchThing;

  /** A command that fails after it has made a thing. */
  @POST
  @Path("failures/{as}")
  Thing makeAndFail(@PathParam("as") Failure as, @NotNull @Valid NewThing thing)
      throws Refused, NoSuchThing;

  /** Answers after so many milliseconds, or when it is let go. */
  @GET
  @Path("slow")
  String slow(@QueryParam("millis") int millis);

  /** Makes a thing, and then takes so many milliseconds, unless it is let go. */
  @PUT
  @Path("slow/{millis}")
  Thing makeSlowly(@PathParam("millis") int millis, @NotNull @Valid NewThing thing);

  @GET
  @Path("seen")
  Seen seen();

  @POST
  @Path("seen")
  Seen seenByCommand();

  @POST
  @Path("things")
  Thing make(@NotNull @Valid NewThing thing);

  /** How many things of this name there are. */
  @GET
  @Path("things")
  int things(@QueryParam("name") String name);

  @DELETE
  @Path("things/{id}")
  void remove(@PathParam("id") ItemId id) throws NoSuchThing;

  /** Makes the things {@code <name>/1} and {@code <name>/2}, each in a transaction of its own. */
  @POST
  @Path("work")
  Thing work(@NotNull @Valid Work work) throws Refused;
}
