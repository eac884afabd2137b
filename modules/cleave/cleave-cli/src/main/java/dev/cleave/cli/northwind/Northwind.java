package dev.cleave.cli.northwind;

import java.util.List;

/**
 * What the files say, checked: every reference leads somewhere and every value fits the shop.
 *
 * @param orders by date, then number
 */
public record Northwind(
    List<Category> categories,
    List<Product> products,
    List<Customer> customers,
    List<Order> orders) {}
