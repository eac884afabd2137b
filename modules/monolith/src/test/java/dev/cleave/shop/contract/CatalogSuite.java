package dev.cleave.shop.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleave.CallContext;
import dev.cleave.InvalidRequest;
import dev.cleave.Page;
import dev.cleave.shop.catalog.Catalog;
import dev.cleave.shop.catalog.Categories;
import dev.cleave.shop.catalog.Category;
import dev.cleave.shop.catalog.CategoryId;
import dev.cleave.shop.catalog.CategoryNotFound;
import dev.cleave.shop.catalog.NewCategory;
import dev.cleave.shop.catalog.NewProduct;
import dev.cleave.shop.catalog.PriceChange;
import dev.cleave.shop.catalog.PricePoint;
import dev.cleave.shop.catalog.Product;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.catalog.ProductNotFound;
import dev.cleave.shop.catalog.Quote;
import dev.cleave.shop.catalog.UnknownCategory;
import dev.cleave.shop.money.Money;
import dev.cleave.test.ContractSuite;
import dev.cleave.test.Together;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class CatalogSuite extends ContractSuite {
  private static final ProductId NONE = new ProductId(Integer.MAX_VALUE);

  @Inject Catalog catalog;
  @Inject Categories categories;
  private Category category;

  CatalogSuite(String binding) {
    super(binding, "catalog");
  }

  @BeforeEach
  void createCategory() {
    category = categories.create(new NewCategory("Beverages", Optional.of("Tea, 茶")));
  }

  @Test
  void categories_and_products_are_found_as_they_were_created() throws Exception {
    Product product = product("Chartreuse verte 🫖", "12.5");

    assertThat(categories.category(category.id())).isEqualTo(category);
    assertThat(product.price()).isEqualTo(Money.usd("12.50"));
    assertThat(product.discontinued()).isFalse();
    assertThat(catalog.product(product.id())).isEqualTo(product);
  }

  @Test
  void every_price_is_remembered_from_the_first_to_the_last() throws Exception {
    ProductId id = product("Chai", "18").id();
    for (String price : List.of("18.00", "19.25", "19.25", "0.01")) {
      assertThat(change(id, price).price()).isEqualTo(Money.usd(price));
      assertThat(catalog.product(id).price()).isEqualTo(Money.usd(price));
    }
    Page<PricePoint> history = catalog.priceHistory(id, 1, 100);

    assertThat(history.items())
        .extracting(PricePoint::price)
        .containsExactly(Money.usd("18"), Money.usd("19.25"), Money.usd("0.01"));
    assertThat(history.items()).extracting(PricePoint::since).isSorted();
    assertThat(catalog.priceHistory(id, 1, 2).hasNext()).isTrue();
    assertThat(catalog.priceHistory(id, 2, 2).items()).containsExactly(history.items().get(2));
  }

  @Test
  void the_same_change_made_at_once_is_remembered_once() throws Exception {
    ProductId id = product("Chang", "1").id();

    assertThat(Together.run(8, i -> () -> change(id, "2"))).hasOnlyElementsOfType(Product.class);
    assertThat(catalog.priceHistory(id, 1, 100).items()).hasSize(2);
  }

  @Test
  void quotes_come_in_the_order_asked_for_with_what_holds_now() throws Exception {
    ProductId one = product("One", "1").id();
    ProductId two = product("Two", "2").id();
    change(two, "2.50");
    catalog.discontinue(one);

    assertThat(catalog.prices(List.of(two, one)))
        .containsExactly(
            new Quote(two, Money.usd("2.50"), false), new Quote(one, Money.usd("1"), true));
    assertThatExceptionOfType(ProductNotFound.class)
        .isThrownBy(() -> catalog.prices(List.of(one, NONE)))
        .satisfies(e -> assertThat(e.id()).isEqualTo(NONE));
    assertThatExceptionOfType(InvalidRequest.class).isThrownBy(() -> catalog.prices(List.of()));
  }

  @Test
  void a_product_goes_off_sale_for_good() throws Exception {
    ProductId id = product("Alice Mutton", "39").id();

    assertThat(catalog.discontinue(id).discontinued()).isTrue();
    assertThat(catalog.discontinue(id)).isEqualTo(catalog.product(id));
  }

  @Test
  void what_does_not_exist_is_not_found() {
    assertThatExceptionOfType(ProductNotFound.class)
        .isThrownBy(() -> catalog.product(NONE))
        .withMessage("There is no product 2147483647.");
    assertThatExceptionOfType(ProductNotFound.class).isThrownBy(() -> change(NONE, "1"));
    assertThatExceptionOfType(ProductNotFound.class)
        .isThrownBy(() -> catalog.priceHistory(NONE, 1, 1));
    assertThatExceptionOfType(ProductNotFound.class).isThrownBy(() -> catalog.discontinue(NONE));
    assertThatExceptionOfType(CategoryNotFound.class)
        .isThrownBy(() -> categories.category(new CategoryId(0)));
    assertThatExceptionOfType(UnknownCategory.class)
        .isThrownBy(
            () -> catalog.create(new NewProduct("x", new CategoryId(-1), "1 box", Money.usd("1"))));
  }

  @Test
  void prices_out_of_range_are_refused() throws Exception {
    ProductId id = product("Ikura", "31").id();
    for (Money price :
        List.of(
            Money.usd("0"),
            Money.usd("-1"),
            Money.usd("1000000"),
            new Money(Money.usd("1").amount(), "EUR"))) {
      assertThatExceptionOfType(InvalidRequest.class)
          .isThrownBy(() -> catalog.changePrice(id, new PriceChange(price)))
          .satisfies(e -> assertThat(e.violations().get(0).field()).isEqualTo("price"));
    }
    assertThat(catalog.priceHistory(id, 1, 10).items()).hasSize(1);
  }

  @Test
  void a_repeat_with_the_same_key_changes_nothing_again() throws Exception {
    ProductId id = product("Konbu", "6").id();
    CallContext keyed = CallContext.none().withIdempotencyKey(UUID.randomUUID().toString());
    Product changed = keyed.call(() -> change(id, "7"));
    change(id, "8");

    assertThat(keyed.<Product, ProductNotFound>call(() -> change(id, "7"))).isEqualTo(changed);
    assertThat(catalog.product(id).price()).isEqualTo(Money.usd("8"));
  }

  private Product product(String name, String price) throws UnknownCategory {
    return catalog.create(new NewProduct(name, category.id(), "10 boxes", Money.usd(price)));
  }

  private Product change(ProductId id, String price) throws ProductNotFound {
    return catalog.changePrice(id, new PriceChange(Money.usd(price)));
  }
}
