package dev.cleave.shop.catalog.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cleave.shop.ShopDatabase;
import dev.cleave.shop.Unheard;
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
import dev.cleave.shop.catalog.application.CatalogService;
import dev.cleave.shop.catalog.application.CategoriesService;
import dev.cleave.shop.money.Money;
import dev.cleave.test.Together;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogIT {
  private static final ProductId NONE = new ProductId(Integer.MAX_VALUE);

  /** A call in a transaction of its own. */
  private interface Call<C, T> {
    T of(C contract) throws Exception;
  }

  @Test
  void a_product_is_kept_as_given_and_opens_its_price_history() throws Exception {
    Product product = product("Chartreuse verte – 蕗 🫖", "999999.99");

    assertThat(this.<Product>catalog(c -> c.product(product.id()))).isEqualTo(product);
    assertThat(history(product)).containsExactly(Money.usd("999999.99"));
    assertThat(catalog(c -> c.products(1, 1000)).items()).contains(product);
  }

  @Test
  void a_price_is_remembered_when_it_changes_and_only_then() throws Exception {
    Product product = product("Chai", "18");
    for (String price : List.of("18.00", "19.00", "19", "18.00")) {
      catalog(c -> c.changePrice(product.id(), new PriceChange(Money.usd(price))));
    }

    assertThat(history(product)).containsExactly(Money.usd("18"), Money.usd("19"), Money.usd("18"));
    assertThat(catalog(c -> c.priceHistory(product.id(), 2, 2)).items())
        .extracting(PricePoint::price)
        .containsExactly(Money.usd("18"));
    assertThat(catalog(c -> c.priceHistory(product.id(), 1, 1000)).items())
        .extracting(PricePoint::since)
        .isSorted();
  }

  @Test
  void the_same_change_made_at_once_is_remembered_once() throws Exception {
    Product product = product("Chang", "1");
    List<Object> outcomes =
        Together.run(
            8,
            i -> () -> catalog(c -> c.changePrice(product.id(), new PriceChange(Money.usd("2")))));

    assertThat(outcomes).hasOnlyElementsOfType(Product.class);
    assertThat(history(product)).containsExactly(Money.usd("1"), Money.usd("2"));
  }

  @Test
  void discontinuing_twice_is_discontinuing() throws Exception {
    Product product = product("Alice Mutton", "39");
    catalog(c -> c.discontinue(product.id()));

    assertThat(catalog(c -> c.discontinue(product.id())).discontinued()).isTrue();
    assertThat(this.<List<Quote>>catalog(c -> c.prices(List.of(product.id()))))
        .containsExactly(new Quote(product.id(), Money.usd("39"), true));
  }

  @Test
  void quotes_come_in_the_order_asked_for() throws Exception {
    Product one = product("One", "1");
    Product two = product("Two", "2");
    List<ProductId> asked = List.of(two.id(), one.id(), two.id());

    assertThat(this.<List<Quote>>catalog(c -> c.prices(asked)))
        .extracting(Quote::product)
        .containsExactlyElementsOf(asked);
    assertThatExceptionOfType(ProductNotFound.class)
        .isThrownBy(() -> catalog(c -> c.prices(List.of(one.id(), NONE))))
        .satisfies(e -> assertThat(e.id()).isEqualTo(NONE));
  }

  @Test
  void what_does_not_exist_is_not_found() {
    assertThatExceptionOfType(ProductNotFound.class)
        .isThrownBy(() -> catalog(c -> c.product(NONE)));
    assertThatExceptionOfType(ProductNotFound.class)
        .isThrownBy(() -> catalog(c -> c.priceHistory(NONE, 1, 10)));
    assertThatExceptionOfType(ProductNotFound.class)
        .isThrownBy(() -> catalog(c -> c.discontinue(NONE)));
    assertThatExceptionOfType(ProductNotFound.class)
        .isThrownBy(() -> catalog(c -> c.changePrice(NONE, new PriceChange(Money.usd("1")))));
    assertThatExceptionOfType(CategoryNotFound.class)
        .isThrownBy(() -> categories(c -> c.category(new CategoryId(0))));
    assertThatExceptionOfType(UnknownCategory.class)
        .isThrownBy(
            () ->
                catalog(
                    c -> c.create(new NewProduct("x", new CategoryId(0), "x", Money.usd("1")))));
  }

  @Test
  void categories_are_kept_as_given() throws Exception {
    Category plain = categories(c -> c.create(new NewCategory("Grains/Cereals", null)));
    Category described =
        categories(c -> c.create(new NewCategory("Produce", Optional.of("Dried fruit, 豆腐"))));

    assertThat(this.<Category>categories(c -> c.category(described.id()))).isEqualTo(described);
    assertThat(categories(c -> c.categories(1, 1000)).items()).contains(plain, described);
  }

  private Product product(String name, String price) throws Exception {
    Category category = categories(c -> c.create(new NewCategory("Beverages", null)));
    return catalog(
        c -> c.create(new NewProduct(name, category.id(), "10 boxes", Money.usd(price))));
  }

  private List<Money> history(Product product) throws Exception {
    return catalog(c -> c.priceHistory(product.id(), 1, 1000)).items().stream()
        .map(PricePoint::price)
        .toList();
  }

  private <T> T catalog(Call<Catalog, T> call) throws Exception {
    return ShopDatabase.inTransaction(
        "catalog",
        em -> {
          JpaProducts products = new JpaProducts();
          products.em = em;
          JpaCategories categories = new JpaCategories();
          categories.em = em;
          return call.of(
              new CatalogService(products, categories, new Unheard<>(), new Unheard<>()));
        });
  }

  private <T> T categories(Call<Categories, T> call) throws Exception {
    return ShopDatabase.inTransaction(
        "catalog",
        em -> {
          JpaCategories categories = new JpaCategories();
          categories.em = em;
          return call.of(new CategoriesService(categories));
        });
  }
}
