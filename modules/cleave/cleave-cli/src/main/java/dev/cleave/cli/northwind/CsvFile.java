package dev.cleave.cli.northwind;

import java.util.List;

/** The files of the sample, each with the columns that its first line must name. */
enum CsvFile {
  CATEGORIES("categories.csv", "categoryID", "categoryName", "description", "picture"),
  SUPPLIERS(
      "suppliers.csv",
      "supplierID",
      "companyName",
      "contactName",
      "contactTitle",
      "address",
      "city",
      "region",
      "postalCode",
      "country",
      "phone",
      "fax",
      "homePage"),
  SHIPPERS("shippers.csv", "shipperID", "companyName", "phone"),
  PRODUCTS(
      "products.csv",
      "productID",
      "productName",
      "supplierID",
      "categoryID",
      "quantityPerUnit",
      "unitPrice",
      "unitsInStock",
      "unitsOnOrder",
      "reorderLevel",
      "discontinued"),
  CUSTOMERS(
      "customers.csv",
      "customerID",
      "companyName",
      "contactName",
      "contactTitle",
      "address",
      "city",
      "region",
      "postalCode",
      "country",
      "phone",
      "fax"),
  ORDERS(
      "orders.csv",
      "orderID",
      "customerID",
      "employeeID",
      "orderDate",
      "requiredDate",
      "shippedDate",
      "shipVia",
      "freight",
      "shipName",
      "shipAddress",
      "shipCity",
      "shipRegion",
      "shipPostalCode",
      "shipCountry"),
  ORDER_DETAILS("order-details.csv", "orderID", "productID", "unitPrice", "quantity", "discount");

  private final String fileName;
  private final List<String> columns;

  CsvFile(String fileName, String... columns) {
    this.fileName = fileName;
    this.columns = List.of(columns);
  }

  String fileName() {
    return fileName;
  }

  List<String> columns() {
    return columns;
  }

  /** How many of the first columns tell one row from another. */
  int keyColumns() {
    return this == ORDER_DETAILS ? 2 : 1;
  }
}
