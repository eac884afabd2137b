package dev.cleave.runtime.route.recording.buyers;

import dev.cleave.runtime.route.recording.goods.Goods;

public final class Buyer implements Buyers {
  public static final int LINE_OF_PRICE = 18;

  private final Goods goods;

  public Buyer(Goods goods) {
    this.goods = goods;
  }

  @Override
  public int total(String id, int count) {
    int total = 0;
    for (int i = 0; i < count; i++) {
      total += goods.price(id);
    }
    return total;
  }
}
