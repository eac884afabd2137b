package dev.cleave.shop.payments.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.cleave.shop.accounts.UserId;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.payments.Authorise;
import dev.cleave.shop.payments.PaymentDiffers;
import dev.cleave.shop.payments.PaymentId;
import dev.cleave.shop.payments.PaymentRefunded;
import dev.cleave.shop.payments.PaymentState;
import dev.cleave.shop.payments.PaymentVoided;
import dev.cleave.shop.payments.domain.WalletEvent.Kind;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChargeTest {
  private static final PaymentId ID = new PaymentId(UUID.randomUUID());
  private static final UserId ANN = new UserId(1);
  private static final UserId BEN = new UserId(2);
  private static final Money TEN = Money.usd("10.00");

  private final Charge authorised = Charge.authorised(ID, ANN, TEN);
  private final Charge captured = authorised.after(Kind.CAPTURED);
  private final Charge voided = authorised.after(Kind.VOIDED);
  private final Charge refunded = captured.after(Kind.REFUNDED);

  @Test
  void what_is_held_is_paid_once() throws Exception {
    assertThat(authorised.capture()).contains(WalletEvent.of(Kind.CAPTURED, ID, TEN));
    assertThat(captured.capture()).isEmpty();
  }

  @Test
  void what_was_given_back_is_not_paid() {
    assertThatExceptionOfType(PaymentVoided.class).isThrownBy(voided::capture);
    assertThatExceptionOfType(PaymentRefunded.class).isThrownBy(refunded::capture);
    assertThatExceptionOfType(PaymentVoided.class).isThrownBy(Charge.tombstone(ID)::capture);
  }

  @Test
  void what_is_held_or_paid_is_given_back_once() {
    assertThat(authorised.reverse()).contains(WalletEvent.of(Kind.VOIDED, ID, TEN));
    assertThat(captured.reverse()).contains(WalletEvent.of(Kind.REFUNDED, ID, TEN));
    assertThat(voided.reverse()).isEmpty();
    assertThat(refunded.reverse()).isEmpty();
    assertThat(Charge.tombstone(ID).reverse()).isEmpty();
  }

  @Test
  void an_authorisation_is_repeated_with_the_same_customer_and_amount_alone() {
    Authorise same = new Authorise(ID, ANN, Money.usd("10"));

    for (Charge charge : new Charge[] {authorised, captured, refunded}) {
      assertThatCode(() -> charge.requireRepeat(same)).doesNotThrowAnyException();
      assertThatExceptionOfType(PaymentDiffers.class)
          .isThrownBy(() -> charge.requireRepeat(new Authorise(ID, BEN, TEN)));
      assertThatExceptionOfType(PaymentDiffers.class)
          .isThrownBy(() -> charge.requireRepeat(new Authorise(ID, ANN, Money.usd("10.01"))));
    }
    assertThatExceptionOfType(PaymentVoided.class).isThrownBy(() -> voided.requireRepeat(same));
  }

  @Test
  void an_authorisation_after_the_reversal_is_refused_whatever_it_is_of() {
    assertThatExceptionOfType(PaymentVoided.class)
        .isThrownBy(() -> Charge.tombstone(ID).requireRepeat(new Authorise(ID, BEN, TEN)));
  }

  @Test
  void no_other_change_is_possible() {
    assertThat(captured.state()).isEqualTo(PaymentState.CAPTURED);
    for (Charge done : new Charge[] {voided, refunded}) {
      for (Kind kind : Kind.values()) {
        assertThatIllegalArgumentException().isThrownBy(() -> done.after(kind));
      }
    }
    assertThatIllegalArgumentException().isThrownBy(() -> captured.after(Kind.CAPTURED));
    assertThatIllegalArgumentException().isThrownBy(() -> authorised.after(Kind.REFUNDED));
  }
}
