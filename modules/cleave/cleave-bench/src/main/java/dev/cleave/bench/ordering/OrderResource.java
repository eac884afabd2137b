package dev.cleave.bench.ordering;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;

/** Where the load arrives: an ordinary resource, with the path and body that the yardstick has. */
@Path("/")
@ApplicationScoped // else Jakarta REST makes and injects one for each request
@Consumes("application/json")
@Produces("application/json")
public class OrderResource {
  private static final int LONGEST_SKU = 64;

  @Inject private OrderService orders;

  /** An order as it is sent. */
  public record NewOrder(String sku, int quantity) {}

  /** The number that the order got. */
  public record Created(long id) {}

  @POST
  public Response place(NewOrder order) throws SQLException {
    if (order.sku() == null
        || order.sku().isBlank()
        || order.sku().length() > LONGEST_SKU
        || order.quantity() < 1) {
      return Response.status(Response.Status.BAD_REQUEST).build();
    }
    long id = orders.place(order.sku(), order.quantity());
    return Response.status(Response.Status.CREATED).entity(new Created(id)).build();
  }
}
