package dev.cleave.shop.notifications;

import dev.cleave.ModuleContract;
import dev.cleave.Operator;
import dev.cleave.Page;
import dev.cleave.shop.accounts.UserId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/** Messages to customers. */
@ModuleContract("notifications")
@Path("/api/messages")
public interface Notifications {
  /**
   * A customer's messages, newest first.
   *
   * @param customer whose messages, required
   * @param page from 1 to 2,000,000
   * @param size messages on a page, 1 to 1,000
   */
  @Operator
  @GET
  Page<Message> messages(
      @QueryParam("customer") @NotNull UserId customer,
      @QueryParam("page") @DefaultValue("1") @Min(1) @Max(2_000_000) int page,
      @QueryParam("size") @DefaultValue("100") @Min(1) @Max(1000) int size);
}
