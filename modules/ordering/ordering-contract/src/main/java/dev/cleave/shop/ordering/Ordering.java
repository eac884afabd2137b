package dev.cleave.shop.ordering;

import dev.cleave.Creates;
import dev.cleave.ModuleContract;
import dev.cleave.Page;
import dev.cleave.Public;
import dev.cleave.StaleIfError;
import dev.cleave.shop.accounts.UserId;
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

/** Orders. */
@ModuleContract("ordering")
@Path("/api/orders")
public interface Ordering {
  /**
   * Accepts an order at the prices of this moment and answers at once; its checkout then holds the
   * units, takes the payment out of the customer's wallet and schedules the shipment: all of it, or
   * the order is rejected and nothing of it stays. {@link #order} shows how far it is. A repeat
   * under the same idempotency key returns the same order.
   *
   * @throws UnknownCustomer if accounts has no such user
   * @throws UnknownProduct if catalog has no such product
   * @throws ProductDiscontinued if a product is no longer sold
   * @throws OutOfStock if fewer units are available than a line asks for; if somebody else takes
   *     them a moment later, the order is rejected instead
   * @throws OperatorOnly if somebody else than an operator gives a discount, freight or a reference
   */
  @Public
  @POST
  @Creates("{id}")
  Order place(@NotNull @Valid PlaceOrder order)
      throws UnknownCustomer, UnknownProduct, ProductDiscontinued, OutOfStock, OperatorOnly;

  /**
   * One order.
   *
   * @throws OrderNotFound if there is none with this id
   */
  @Public
  @GET
  @Path("{id}")
  Order order(@PathParam("id") OrderId id) throws OrderNotFound;

  /**
   * A customer's orders, newest first; none for a customer without orders.
   *
   * @param customer whose orders, required
   * @param page from 1 to 2,000,000
   * @param size orders on a page, 1 to 1,000
   */
  @StaleIfError(maxAge = "1m")
  @Public
  @GET
  Page<Order> orders(
      @QueryParam("customer") @NotNull UserId customer,
      @QueryParam("page") @DefaultValue("1") @Min(1) @Max(2_000_000) int page,
      @QueryParam("size") @DefaultValue("100") @Min(1) @Max(1000) int size);

  /**
   * Asks for an order to be cancelled and answers at once with the order as it is then: {@code
   * CANCELLING}, until its shipment is called off, its money is given back and its units are
   * returned to the stock. Then it is {@code CANCELLED}; or, if something of it was sent, it is
   * {@code CONFIRMED} as before, with the reason. Of a cancelled or rejected order it changes
   * nothing.
   *
   * @throws OrderNotFound if there is none with this id
   */
  @Public
  @POST
  @Path("{id}/cancellation")
  Order cancel(@PathParam("id") OrderId id) throws OrderNotFound;
}
