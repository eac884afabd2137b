package dev.cleave.shop.inventory;

import dev.cleave.ModuleContract;
import dev.cleave.Operator;
import dev.cleave.Page;
import dev.cleave.Public;
import dev.cleave.shop.catalog.ProductId;
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
 * Stock and reservations.
 *
 * <p>Of each product, units received = units on hand + units sold + units written off. A
 * reservation keeps units on hand from everybody else until it is confirmed (they are sold),
 * cancelled, or expires; time is the database's.
 */
@ModuleContract("inventory")
@Path("/api/stock")
public interface Inventory {
  /**
   * The stock of all products ever received, in the order of the products' ids.
   *
   * @param page from 1 to 2,000,000
   * @param size products on a page, 1 to 1,000
   */
  @Public
  @GET
  Page<Stock> stocks(
      @QueryParam("page") @DefaultValue("1") @Min(1) @Max(2_000_000) int page,
      @QueryParam("size") @DefaultValue("100") @Min(1) @Max(1000) int size);

  /**
   * The stock of one product.
   *
   * @throws NotStocked if no unit of it was ever received
   */
  @Public
  @GET
  @Path("{product}")
  Stock stock(@PathParam("product") ProductId product) throws NotStocked;

  /**
   * Adds units to the stock. The product need not be in the catalog yet.
   *
   * @throws StockLimitExceeded if more than 2,000,000,000 units would then have been received
   */
  @Operator
  @POST
  @Path("{product}/receipts")
  Stock receive(@PathParam("product") ProductId product, @NotNull @Valid Receipt receipt)
      throws StockLimitExceeded;

  /**
   * Takes units off the stock that are not to be sold: damaged, lost, out of date. Units that a
   * reservation holds are not to be had.
   *
   * <p>If nothing is left on hand, the product is discontinued in the catalog, in the same
   * transaction: both happen or neither does. A process that has this module without the catalog
   * refuses to write off the last unit.
   *
   * @throws NotStocked if no unit of it was ever received
   * @throws InsufficientStock if fewer units are available than are to be written off
   * @throws NotInCatalog if nothing would be left of a product that the catalog does not have
   */
  @Operator
  @POST
  @Path("{product}/write-off")
  Stock writeOff(@PathParam("product") ProductId product, @NotNull @Valid WriteOff writeOff)
      throws NotStocked, InsufficientStock, NotInCatalog;

  /**
   * Holds units of all lines, or of none. Safe to repeat: a reservation of this id with the same
   * lines is returned as it is, except that an expired one is held anew if the stock is there.
   *
   * @throws InsufficientStock if fewer units are available than a line asks for
   * @throws ReservationDiffers if the id is that of a reservation with other lines
   */
  @POST
  @Path("reservations")
  Reservation reserve(@NotNull @Valid Reserve command) throws InsufficientStock, ReservationDiffers;

  /**
   * One reservation, held or expired by the database's clock.
   *
   * @throws ReservationNotFound if there is none with this id
   */
  @GET
  @Path("reservations/{id}")
  Reservation reservation(@PathParam("id") ReservationId id) throws ReservationNotFound;

  /**
   * Sells the units held. Of a confirmed reservation it changes nothing.
   *
   * @throws ReservationNotFound if there is none with this id
   * @throws ReservationExpired if it expired before; others may hold its units now
   * @throws ReservationCancelled if it was cancelled before
   */
  @POST
  @Path("reservations/{id}/confirmation")
  Reservation confirm(@PathParam("id") ReservationId id)
      throws ReservationNotFound, ReservationExpired, ReservationCancelled;

  /**
   * Gives the units back: those held, or, of a confirmed reservation, those sold. Of a cancelled
   * one it changes nothing.
   *
   * @throws ReservationNotFound if there is none with this id
   */
  @POST
  @Path("reservations/{id}/cancellation")
  Reservation cancel(@PathParam("id") ReservationId id) throws ReservationNotFound;
}
