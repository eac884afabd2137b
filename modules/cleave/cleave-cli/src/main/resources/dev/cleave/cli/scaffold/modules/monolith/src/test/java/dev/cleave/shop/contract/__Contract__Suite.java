package dev.cleave.shop.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleave.CallContext;
import dev.cleave.InvalidRequest;
import dev.cleave.Page;
import dev.cleave.shop.__module__.New__Entity__;
import dev.cleave.shop.__module__.__Contract__;
import dev.cleave.shop.__module__.__Entity__;
import dev.cleave.shop.__module__.__Entity__Id;
import dev.cleave.shop.__module__.__Entity__NotFound;
import dev.cleave.test.ContractSuite;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

abstract class __Contract__Suite extends ContractSuite {
  private static final __Entity__Id NONE = new __Entity__Id(Integer.MAX_VALUE);

  @Inject private __Contract__ __module__;

  __Contract__Suite(String binding) {
    super(binding, "__module__");
  }

  @Test
  void what_was_added_is_found() throws Exception {
    __Entity__ added = add("Ann's, 茶");

    assertThat(added.name()).isEqualTo("Ann's, 茶");
    assertThat(__module__.find(added.id())).isEqualTo(added);
  }

  @Test
  void pages_are_in_the_order_of_ids() {
    add("one");
    add("another");
    Page<__Entity__> first = __module__.page(1, 1);
    Page<__Entity__> both = __module__.page(1, 2);

    assertThat(first.hasNext()).isTrue();
    assertThat(both.items()).hasSize(2).startsWith(first.items().get(0));
    assertThat(both.items().get(1).id().value()).isGreaterThan(first.items().get(0).id().value());
  }

  @Test
  void what_does_not_exist_is_not_found() {
    assertThatExceptionOfType(__Entity__NotFound.class)
        .isThrownBy(() -> __module__.find(NONE))
        .satisfies(e -> assertThat(e.id()).isEqualTo(NONE));
  }

  @Test
  void a_name_is_one_line_that_is_not_blank() {
    for (String name : List.of("", " ", "a\nb", "x".repeat(101))) {
      assertThatExceptionOfType(InvalidRequest.class)
          .isThrownBy(() -> add(name))
          .satisfies(e -> assertThat(e.violations().get(0).field()).isEqualTo("name"));
    }
  }

  @Test
  void a_repeat_with_the_same_key_adds_nothing_again() {
    CallContext keyed = CallContext.none().withIdempotencyKey(UUID.randomUUID().toString());
    __Entity__ added = keyed.call(() -> add("once"));
    __Entity__ repeated = keyed.call(() -> add("once"));

    assertThat(repeated).isEqualTo(added);
  }

  private __Entity__ add(String name) {
    return __module__.add(new New__Entity__(name));
  }
}
