package dev.cleave.shop.contract;

class CatalogOverRestIT extends CatalogSuite {
  CatalogOverRestIT() {
    super("rest");
  }
}
