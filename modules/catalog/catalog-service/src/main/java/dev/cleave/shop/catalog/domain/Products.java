package dev.cleave.shop.catalog.domain;

import dev.cleave.shop.catalog.NewProduct;
import dev.cleave.shop.catalog.PricePoint;
import dev.cleave.shop.catalog.ProductId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** All products, each with the prices it had. */
public interface Products {
  /** Products in the order of their ids. */
  List<PricedProduct> page(int offset, int limit);

  Optional<PricedProduct> find(ProductId id);

  /** Those of the products that exist, in no particular order, all read at one moment. */
  List<PricedProduct> findAll(Collection<ProductId> ids);

  /** The product, which nobody else can change until the transaction ends. */
  Optional<PricedProduct> lock(ProductId id);

  /** Adds a product under a new id. */
  PricedProduct add(NewProduct product);

  /** Keeps what was changed on a locked product. */
  void save(PricedProduct product);

  /** Remembers a price that a product has from now on. */
  void remember(ProductId id, PricePoint price);

  /** Prices of a product, oldest first. */
  List<PricePoint> prices(ProductId id, int offset, int limit);
}
