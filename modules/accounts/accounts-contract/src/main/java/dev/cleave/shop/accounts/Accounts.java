package dev.cleave.shop.accounts;

import dev.cleave.Creates;
import dev.cleave.ModuleContract;
import dev.cleave.Operator;
import dev.cleave.Page;
import dev.cleave.Public;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;

/** Users and their addresses. */
@ModuleContract("accounts")
@Path("/api/users")
public interface Accounts {
  /**
   * All users in the order of their ids, so that pages stay stable while users are added.
   *
   * @param page from 1 to 2,000,000
   * @param size users on a page, 1 to 1,000
   */
  @Public
  @GET
  Page<User> users(
      @QueryParam("page") @DefaultValue("1") @Min(1) @Max(2_000_000) int page,
      @QueryParam("size") @DefaultValue("100") @Min(1) @Max(1000) int size);

  /**
   * The users behind one of them, in the order of their ids. Who goes on behind the last one meets
   * nobody twice and misses nobody who is there all the time, whoever else comes and goes
   * meanwhile.
   *
   * @param id of whom they come behind, whether or not there is such a user; 0 for the first ones
   * @param size at most so many, 1 to 1,000
   */
  @GET
  @Path("behind/{id}")
  List<User> usersBehind(
      @PathParam("id") UserId id,
      @QueryParam("size") @DefaultValue("1000") @Min(1) @Max(1000) int size);

  /**
   * One user.
   *
   * @throws UserNotFound if there is none with this id, or none any more
   */
  @Public
  @GET
  @Path("{id}")
  User user(@PathParam("id") UserId id) throws UserNotFound;

  /**
   * Adds a user; the database gives the id.
   *
   * @throws EmailTaken if another user has the e-mail address, compared without regard to case
   */
  @Public
  @POST
  @Creates("{id}")
  User create(@NotNull @Valid NewUser user) throws EmailTaken;

  /**
   * Replaces name and e-mail address; an absent address removes it.
   *
   * @throws UserNotFound if there is none with this id
   * @throws EmailTaken if another user has the e-mail address, compared without regard to case
   */
  @Public
  @PUT
  @Path("{id}")
  User update(@PathParam("id") UserId id, @NotNull @Valid UserUpdate user)
      throws UserNotFound, EmailTaken;

  /**
   * Removes a user and the user's address. Orders placed by the user remain.
   *
   * @throws UserNotFound if there is none with this id
   */
  @Public
  @DELETE
  @Path("{id}")
  UserDeleted delete(@PathParam("id") UserId id) throws UserNotFound;

  /**
   * Where the user lives.
   *
   * @throws UserNotFound if there is no such user
   * @throws AddressNotFound if the user has no address
   */
  @Operator
  @GET
  @Path("{id}/address")
  Address address(@PathParam("id") UserId id) throws UserNotFound, AddressNotFound;

  /**
   * Sets or replaces the user's address.
   *
   * @throws UserNotFound if there is no such user
   */
  @Operator
  @PUT
  @Path("{id}/address")
  Address setAddress(@PathParam("id") UserId id, @NotNull @Valid Address address)
      throws UserNotFound;
}
