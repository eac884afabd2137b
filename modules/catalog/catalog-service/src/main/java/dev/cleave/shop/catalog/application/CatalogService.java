package dev.cleave.shop.catalog.application;

import dev.cleave.Page;
import dev.cleave.shop.catalog.Catalog;
import dev.cleave.shop.catalog.NewProduct;
import dev.cleave.shop.catalog.PriceChange;
import dev.cleave.shop.catalog.PriceChanged;
import dev.cleave.shop.catalog.PricePoint;
import dev.cleave.shop.catalog.Product;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.catalog.ProductNotFound;
import dev.cleave.shop.catalog.ProductWithdrawn;
import dev.cleave.shop.catalog.Quote;
import dev.cleave.shop.catalog.UnknownCategory;
import dev.cleave.shop.catalog.domain.PricedProduct;
import dev.cleave.shop.catalog.domain.ProductCategories;
import dev.cleave.shop.catalog.domain.Products;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Serves products and prices, and tells of those that change. */
@ApplicationScoped
@Transactional(rollbackOn = Exception.class)
public class CatalogService implements Catalog {
  private Products products;
  private ProductCategories categories;
  private Event<PriceChanged> priceChanged;
  private Event<ProductWithdrawn> withdrawn;

  /** For the container's client proxy. */
  CatalogService() {}

  @Inject
  public CatalogService(
      Products products,
      ProductCategories categories,
      Event<PriceChanged> priceChanged,
      Event<ProductWithdrawn> withdrawn) {
    this.products = products;
    this.categories = categories;
    this.priceChanged = priceChanged;
    this.withdrawn = withdrawn;
  }

  @Override
  public Page<Product> products(int page, int size) {
    return Page.of(products.page(Page.offset(page, size), size + 1), page, size)
        .map(PricedProduct::toProduct);
  }

  @Override
  public Product product(ProductId id) throws ProductNotFound {
    return existing(id, products.find(id)).toProduct();
  }

  @Override
  @Transactional(rollbackOn = Exception.class)
  public Product create(NewProduct request) throws UnknownCategory {
    if (categories.find(request.category()).isEmpty()) {
      throw new UnknownCategory(request.category());
    }
    PricedProduct product = products.add(request);
    products.remember(product.id(), product.priceSince(Instant.now()));
    return product.toProduct();
  }

  @Override
  @Transactional(rollbackOn = Exception.class)
  public Product changePrice(ProductId id, PriceChange change) throws ProductNotFound {
    PricedProduct product = existing(id, products.lock(id));
    product
        .changePrice(change.price(), Instant.now())
        .ifPresent(
            price -> {
              products.save(product);
              products.remember(id, price);
              priceChanged.fire(new PriceChanged(id, price.price()));
            });
    return product.toProduct();
  }

  @Override
  public Page<PricePoint> priceHistory(ProductId id, int page, int size) throws ProductNotFound {
    List<PricePoint> prices = products.prices(id, Page.offset(page, size), size + 1);
    if (prices.isEmpty()) {
      existing(id, products.find(id));
    }
    return Page.of(prices, page, size);
  }

  @Override
  @Transactional(rollbackOn = Exception.class)
  public Product discontinue(ProductId id) throws ProductNotFound {
    PricedProduct product = existing(id, products.lock(id));
    if (!product.isDiscontinued()) {
      product.discontinue();
      products.save(product);
      withdrawn.fire(new ProductWithdrawn(id));
    }
    return product.toProduct();
  }

  @Override
  public List<Quote> prices(List<ProductId> ids) throws ProductNotFound {
    Map<ProductId, Quote> quotes =
        products.findAll(new HashSet<>(ids)).stream()
            .map(PricedProduct::quote)
            .collect(Collectors.toMap(Quote::product, Function.identity()));
    List<Quote> answer = new ArrayList<>(ids.size());
    for (ProductId id : ids) {
      Quote quote = quotes.get(id);
      if (quote == null) {
        throw new ProductNotFound(id);
      }
      answer.add(quote);
    }
    return List.copyOf(answer);
  }

  private static PricedProduct existing(ProductId id, Optional<PricedProduct> product)
      throws ProductNotFound {
    return product.orElseThrow(() -> new ProductNotFound(id));
  }
}
