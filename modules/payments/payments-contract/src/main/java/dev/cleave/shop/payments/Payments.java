package dev.cleave.shop.payments;

import dev.cleave.ModuleContract;
import dev.cleave.Operator;
import dev.cleave.Page;
import dev.cleave.Public;
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

/**
 * Wallets and payments.
 *
 * <p>A wallet is opened for every user, a moment after the user was created. A payment is
 * authorised (its amount is held), then captured (paid) or voided (given back); a captured one can
 * be refunded. Of every wallet, deposited = balance + held + paid.
 */
@ModuleContract("payments")
@Path("/api/wallets")
public interface Payments {
  /**
   * All wallets in the order of the customers' ids.
   *
   * @param page from 1 to 2,000,000
   * @param size wallets on a page, 1 to 1,000
   */
  @Operator
  @GET
  Page<Wallet> wallets(
      @QueryParam("page") @DefaultValue("1") @Min(1) @Max(2_000_000) int page,
      @QueryParam("size") @DefaultValue("100") @Min(1) @Max(1000) int size);

  /**
   * A customer's wallet.
   *
   * @throws WalletNotFound if the customer has none (yet)
   */
  @Public
  @GET
  @Path("{customer}")
  Wallet wallet(@PathParam("customer") UserId customer) throws WalletNotFound;

  /**
   * Puts money into a wallet.
   *
   * @throws WalletNotFound if the customer has none (yet)
   * @throws WalletLimitExceeded if more than 99,999,999,999,999.99 USD would ever have been put in
   */
  @Operator
  @POST
  @Path("{customer}/deposits")
  Wallet deposit(@PathParam("customer") UserId customer, @NotNull @Valid Deposit deposit)
      throws WalletNotFound, WalletLimitExceeded;

  /**
   * Holds the amount of a payment. Safe to repeat: a payment of this id with the same customer and
   * amount is returned as it is.
   *
   * @throws WalletNotFound if the customer has no wallet (yet)
   * @throws InsufficientFunds if the wallet's balance is below the amount
   * @throws PaymentDiffers if the id is that of a payment with another customer or amount
   * @throws PaymentVoided if the payment was voided, perhaps before it was authorised
   */
  @POST
  @Path("payments")
  Payment authorise(@NotNull @Valid Authorise command)
      throws WalletNotFound, InsufficientFunds, PaymentDiffers, PaymentVoided;

  /**
   * One payment.
   *
   * @throws PaymentNotFound if there is none with this id
   */
  @GET
  @Path("payments/{id}")
  Payment payment(@PathParam("id") PaymentId id) throws PaymentNotFound;

  /**
   * Takes the amount that is held. Of a captured payment it changes nothing.
   *
   * @throws PaymentNotFound if there is none with this id
   * @throws PaymentVoided if it was voided before
   * @throws PaymentRefunded if it was refunded before
   */
  @POST
  @Path("payments/{id}/capture")
  Payment capture(@PathParam("id") PaymentId id)
      throws PaymentNotFound, PaymentVoided, PaymentRefunded;

  /**
   * Undoes a payment: gives back what is held (it becomes voided) or what was paid (it becomes
   * refunded). Of a voided or refunded one it changes nothing. An id that is not known is noted, so
   * that an authorisation that arrives later is refused.
   */
  @POST
  @Path("payments/{id}/reversal")
  Payment reverse(@PathParam("id") PaymentId id);
}
