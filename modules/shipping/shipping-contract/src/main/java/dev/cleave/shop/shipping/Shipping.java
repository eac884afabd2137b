package dev.cleave.shop.shipping;

import dev.cleave.ModuleContract;
import dev.cleave.Operator;
import dev.cleave.Page;
import dev.cleave.Public;
import dev.cleave.StaleIfError;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

/**
 * Shipments.
 *
 * <p>Of every line, ordered units = units still to send + units sent, and units returned are at
 * most those sent.
 */
@ModuleContract("shipping")
@Path("/api/shipments")
public interface Shipping {
  /**
   * All shipments, oldest first.
   *
   * @param page from 1 to 2,000,000
   * @param size shipments on a page, 1 to 1,000
   */
  @Operator
  @GET
  Page<Shipment> shipments(
      @QueryParam("page") @DefaultValue("1") @Min(1) @Max(2_000_000) int page,
      @QueryParam("size") @DefaultValue("100") @Min(1) @Max(1000) int size);

  /**
   * One shipment.
   *
   * @throws ShipmentNotFound if there is none with this id
   */
  @StaleIfError(maxAge = "10m")
  @Public
  @GET
  @Path("{id}")
  Shipment shipment(@PathParam("id") ShipmentId id) throws ShipmentNotFound;

  /**
   * Schedules a shipment. Safe to repeat: a shipment of this id with the same customer and lines is
   * returned as it is.
   *
   * @throws ShipmentDiffers if the id is that of a shipment with another customer or lines
   * @throws ShipmentCancelled if the shipment was cancelled, perhaps before it was scheduled
   */
  @POST
  Shipment schedule(@NotNull @Valid ScheduleShipment command)
      throws ShipmentDiffers, ShipmentCancelled;

  /**
   * Calls a shipment off of which nothing was sent yet. Of a cancelled one it changes nothing. An
   * id that is not known is noted, so that a shipment scheduled later under it is refused.
   *
   * @throws ShipmentDispatched if something of it was sent
   */
  @POST
  @Path("{id}/cancellation")
  Shipment cancel(@PathParam("id") ShipmentId id) throws ShipmentDispatched;

  /**
   * Sends units of a shipment, all that are left or some. To send all that are left of a shipment
   * that is sent changes nothing.
   *
   * @throws ShipmentNotFound if there is none with this id
   * @throws ShipmentCancelled if it was cancelled
   * @throws NotToShip if fewer units of a product are left to send; nothing is sent
   */
  @Operator
  @POST
  @Path("{id}/dispatches")
  Shipment dispatch(@PathParam("id") ShipmentId id, @NotNull @Valid Dispatch dispatch)
      throws ShipmentNotFound, ShipmentCancelled, NotToShip;

  /**
   * Takes units back that were sent.
   *
   * @throws ShipmentNotFound if there is none with this id
   * @throws NotShipped if fewer units of a product were sent and not yet returned; nothing is taken
   *     back
   */
  @Operator
  @POST
  @Path("{id}/returns")
  Shipment takeBack(@PathParam("id") ShipmentId id, @NotNull @Valid TakeBack returned)
      throws ShipmentNotFound, NotShipped;
}
