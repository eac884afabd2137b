package dev.cleave.shop.catalog;

import dev.cleave.Creates;
import dev.cleave.ModuleContract;
import dev.cleave.Operator;
import dev.cleave.Page;
import dev.cleave.Public;
import dev.cleave.SharedTransaction;
import dev.cleave.StaleIfError;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;

/** Products and their prices. */
@ModuleContract("catalog")
@Path("/api/products")
public interface Catalog {
  /**
   * All products in the order of their ids, discontinued ones too.
   *
   * @param page from 1 to 2,000,000
   * @param size products on a page, 1 to 1,000
   */
  @StaleIfError(maxAge = "10m", entries = 100)
  @Public
  @GET
  Page<Product> products(
      @QueryParam("page") @DefaultValue("1") @Min(1) @Max(2_000_000) int page,
      @QueryParam("size") @DefaultValue("100") @Min(1) @Max(1000) int size);

  /**
   * One product.
   *
   * @throws ProductNotFound if there is none with this id
   */
  @StaleIfError(maxAge = "10m")
  @Public
  @GET
  @Path("{id}")
  Product product(@PathParam("id") ProductId id) throws ProductNotFound;

  /**
   * Adds a product; its price opens the price history.
   *
   * @throws UnknownCategory if there is no such category
   */
  @Operator
  @POST
  @Creates("{id}")
  Product create(@NotNull @Valid NewProduct product) throws UnknownCategory;

  /**
   * Sets the price from now on. The price it has already changes nothing and leaves no trace in the
   * history.
   *
   * @throws ProductNotFound if there is none with this id
   */
  @Operator
  @PUT
  @Path("{id}/price")
  Product changePrice(@PathParam("id") ProductId id, @NotNull @Valid PriceChange change)
      throws ProductNotFound;

  /**
   * The prices a product had, oldest first: the first one is its opening price, the last one holds
   * now.
   *
   * @param page from 1 to 2,000,000
   * @param size prices on a page, 1 to 1,000
   * @throws ProductNotFound if there is none with this id
   */
  @Public
  @GET
  @Path("{id}/prices")
  Page<PricePoint> priceHistory(
      @PathParam("id") ProductId id,
      @QueryParam("page") @DefaultValue("1") @Min(1) @Max(2_000_000) int page,
      @QueryParam("size") @DefaultValue("100") @Min(1) @Max(1000) int size)
      throws ProductNotFound;

  /**
   * Takes a product off sale for good. Of a product that is off sale already it changes nothing.
   * Inside a transaction of another module it is part of that transaction.
   *
   * @throws ProductNotFound if there is none with this id
   */
  @Operator
  @SharedTransaction
  @POST
  @Path("{id}/discontinuation")
  Product discontinue(@PathParam("id") ProductId id) throws ProductNotFound;

  /**
   * What these products cost now and whether they are still sold, all read at one moment.
   *
   * @param id 1 to 500 products
   * @return one quote for each id, in the order of the ids
   * @throws ProductNotFound if one of them does not exist; it names the first such
   */
  @GET
  @Path("quotes")
  List<Quote> prices(
      @QueryParam("id") @NotNull @Size(min = 1, max = 500) List<@NotNull ProductId> id)
      throws ProductNotFound;
}
