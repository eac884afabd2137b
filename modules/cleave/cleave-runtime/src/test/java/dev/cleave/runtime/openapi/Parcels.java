package dev.cleave.runtime.openapi;

import dev.cleave.Creates;
import dev.cleave.ModuleContract;
import dev.cleave.Operator;
import dev.cleave.Page;
import dev.cleave.Problem;
import dev.cleave.Public;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
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

/** A contract with everything that a contract may have. */
@ModuleContract("dispatch")
@Path("/api/parcels")
public interface Parcels {
  @Public
  @GET
  Page<Parcel> parcels(
      @QueryParam("state") @DefaultValue("OPEN") State state,
      @QueryParam("tag") List<String> tags,
      @QueryParam("from") @NotNull @Size(min = 1, max = 9) List<DepotId> from,
      @QueryParam("page") @DefaultValue("1") @Min(1) @Max(100) int page,
      @QueryParam("size") @DefaultValue("20") @Min(1) @Max(50) int size);

  @Public
  @GET
  @Path("{id}")
  Parcel parcel(@PathParam("id") ParcelId id) throws ParcelNotFound, ParcelLost;

  @Public
  @POST
  @Creates("{id}")
  Parcel create(@NotNull @Valid NewParcel parcel) throws Overweight;

  @Operator
  @PUT
  @Path("{id}/depot")
  Parcel moveTo(@PathParam("id") ParcelId id, @NotNull @Valid Move move) throws ParcelNotFound;

  @Operator
  @DELETE
  @Path("{id}")
  void delete(@PathParam("id") ParcelId id);

  @Public
  @GET
  @Path("labels/{name}")
  Label label(@PathParam("name") String name);

  @GET
  @Path("internal")
  Secret secret();

  record ParcelId(UUID value) {}

  record DepotId(@Min(1) int value) {}

  record Label(String text) {}

  record Secret(String text) {}

  enum State {
    OPEN,
    SENT,
    UNKNOWN
  }

  /** Where a parcel goes. */
  sealed interface Target permits Home, PickUpPoint {}

  record Home(@NotBlank String street) implements Target {}

  record PickUpPoint(DepotId depot) implements Target {}

  record Move(@NotNull DepotId depot, List<Stop> via, @Size(min = 1) List<String> reasons) {}

  record Stop(DepotId depot, Optional<Instant> until) {}

  record NewParcel(
      @NotNull Target target,
      @DecimalMin("0")
          @DecimalMax(value = "1000", inclusive = false)
          @Digits(integer = 4, fraction = 3)
          BigDecimal weight,
      Optional<@NotBlank @Size(max = 50) String> note,
      Optional<DepotId> depot) {}

  record Parcel(
      ParcelId id,
      State state,
      Target target,
      BigDecimal weight,
      boolean insured,
      long number,
      Instant takenAt,
      LocalDate due,
      List<Stop> stops,
      List<Event> events,
      Optional<String> note,
      Optional<DepotId> depot,
      Optional<State> last) {}

  record Event(String what, List<String> notes, Optional<Event> cause) {}

  /** Not there. */
  @Problem(code = "dispatch.parcel-not-found", status = 404)
  final class ParcelNotFound extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient ParcelId id;

    public ParcelNotFound(ParcelId id) {
      super("There is no parcel " + id);
      this.id = id;
    }

    public ParcelId id() {
      return id;
    }

    public String hint() {
      return "look again";
    }
  }

  /** Gone. */
  @Problem(code = "dispatch.parcel-lost", status = 404, title = "The parcel is lost")
  final class ParcelLost extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /** Too heavy. */
  @Problem(code = "dispatch.overweight", status = 422)
  final class Overweight extends Exception {
    private static final long serialVersionUID = 1L;
    private final BigDecimal limit;

    public Overweight(BigDecimal limit) {
      super("Heavier than " + limit);
      this.limit = limit;
    }

    public BigDecimal limit() {
      return limit;
    }
  }
}
