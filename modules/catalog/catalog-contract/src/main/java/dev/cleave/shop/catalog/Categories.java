package dev.cleave.shop.catalog;

import dev.cleave.Creates;
import dev.cleave.ModuleContract;
import dev.cleave.Operator;
import dev.cleave.Page;
import dev.cleave.Public;
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

/** The categories that products are filed under. */
@ModuleContract("catalog")
@Path("/api/categories")
public interface Categories {
  /**
   * All categories in the order of their ids.
   *
   * @param page from 1 to 2,000,000
   * @param size categories on a page, 1 to 1,000
   */
  @Public
  @GET
  Page<Category> categories(
      @QueryParam("page") @DefaultValue("1") @Min(1) @Max(2_000_000) int page,
      @QueryParam("size") @DefaultValue("100") @Min(1) @Max(1000) int size);

  /**
   * One category.
   *
   * @throws CategoryNotFound if there is none with this id
   */
  @Public
  @GET
  @Path("{id}")
  Category category(@PathParam("id") CategoryId id) throws CategoryNotFound;

  /** Adds a category. Names need not be unique. */
  @Operator
  @POST
  @Creates("{id}")
  Category create(@NotNull @Valid NewCategory category);
}
