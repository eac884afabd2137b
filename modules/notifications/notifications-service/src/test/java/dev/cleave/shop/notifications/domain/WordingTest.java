package dev.cleave.shop.notifications.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.money.Money;
import dev.cleave.shop.ordering.OrderId;
import dev.cleave.shop.payments.PaymentId;
import dev.cleave.shop.shipping.ShipmentId;
import dev.cleave.shop.shipping.Units;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WordingTest {
  private static final UUID ID = UUID.fromString("6f1c0a52-6a3f-4f3e-9d55-0d6a4c1f7b10");

  @Test
  void a_dispatch_tells_what_leaves_and_whether_more_comes() {
    List<Units> units = List.of(new Units(new ProductId(1), 2), new Units(new ProductId(14), 1));

    assertThat(Wording.dispatched(new ShipmentId(ID), units, false))
        .isEqualTo(
            new Note(
                "A part of your shipment " + ID + " is on its way",
                "This is on its way to you:\n- 2 of product 1\n- 1 of product 14\n"
                    + "The rest follows.\n"));
    assertThat(Wording.dispatched(new ShipmentId(ID), units, true).text())
        .endsWith("Nothing else is to come.\n");
  }

  @Test
  void a_refund_tells_how_much() {
    assertThat(Wording.refunded(new PaymentId(ID), Money.usd("12.5")).subject())
        .isEqualTo("You got 12.50 USD back");
  }

  @Test
  void a_rejection_tells_why_on_one_line() {
    assertThat(Wording.rejected(new OrderId(ID), "out of\r\nstock\u2028\u202e!").text())
        .contains(":\nout of stock !\n");
  }

  @Property
  void no_name_and_no_subject_holds_more_than_one_line(@ForAll String text) {
    assertThat(new Note(text, "").subject()).doesNotContainPattern("[\\p{Cc}\\u2028\\u2029]");
    assertThat(new Recipient(Optional.of(text), Optional.empty()).name().orElseThrow())
        .doesNotContainPattern("[\\p{Cc}\\u2028\\u2029]");
  }

  @Test
  void what_is_too_long_is_cut_between_letters() {
    String foxes = new Note("🦊".repeat(300), "").subject();

    assertThat(foxes.codePointCount(0, foxes.length())).isEqualTo(200);
    assertThat(foxes).startsWith("🦊").endsWith("🦊…");
  }
}
