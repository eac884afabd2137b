package dev.cleave.shop.ordering;

import dev.cleave.ModuleContract;
import dev.cleave.Page;
import dev.cleave.Public;
import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.catalog.ProductId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;

/**
 * All orders with what became of them, made from events. What must be known for certain and at once
 * is asked of {@link Ordering}.
 */
@ModuleContract("ordering")
@Path("/api/order-history")
public interface OrderHistory {
  /**
   * The orders that match all of what is given, newest first.
   *
   * @param customer of one of these customers; of any if empty
   * @param status with one of these; with any if empty
   * @param product that hold one of these products; any if empty
   * @param from placed at this instant or later
   * @param to placed before this instant
   * @param page from 1 to 2,000,000
   * @param size entries on a page, 1 to 1,000
   */
  @Public
  @GET
  Page<HistoryEntry> search(
      @QueryParam("customer") @Size(max = 100) List<@NotNull UserId> customer,
      @QueryParam("status") @Size(max = 10) List<@NotNull OrderStatus> status,
      @QueryParam("product") @Size(max = 100) List<@NotNull ProductId> product,
      @QueryParam("from") @DefaultValue("0001-01-01T00:00:00Z") Instant from,
      @QueryParam("to") @DefaultValue("9999-12-31T23:59:59.999999Z") Instant to,
      @QueryParam("page") @DefaultValue("1") @Min(1) @Max(2_000_000) int page,
      @QueryParam("size") @DefaultValue("100") @Min(1) @Max(1000) int size);
}
