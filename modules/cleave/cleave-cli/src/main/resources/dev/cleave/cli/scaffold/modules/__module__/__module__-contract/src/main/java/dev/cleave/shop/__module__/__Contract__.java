package dev.cleave.shop.__module__;

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

/** What others may ask of __module__, and tell it to do. */
@ModuleContract("__module__")
@Path("/api/__module__")
public interface __Contract__ {
  /**
   * All there are, in the order of their ids.
   *
   * @param page from 1 to 2,000,000
   * @param size how many on a page, 1 to 1,000
   */
  @Public
  @GET
  Page<__Entity__> page(
      @QueryParam("page") @DefaultValue("1") @Min(1) @Max(2_000_000) int page,
      @QueryParam("size") @DefaultValue("100") @Min(1) @Max(1000) int size);

  /**
   * One of them.
   *
   * @throws __Entity__NotFound if there is none with this id
   */
  @Public
  @GET
  @Path("{id}")
  __Entity__ find(@PathParam("id") __Entity__Id id) throws __Entity__NotFound;

  /** Adds one; the database gives the id. */
  @Operator
  @POST
  @Creates("{id}")
  __Entity__ add(@NotNull @Valid New__Entity__ added);
}
