package dev.cleave.shop.contract;

class CatalogOverLocalIT extends CatalogSuite {
  CatalogOverLocalIT() {
    super("local");
  }
}
