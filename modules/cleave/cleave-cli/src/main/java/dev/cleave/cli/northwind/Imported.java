package dev.cleave.cli.northwind;

import java.util.Map;

/**
 * What the shop calls the things that were imported.
 *
 * @param users by customer id
 * @param products by product id of the files
 * @param orders those that are confirmed, by number
 */
public record Imported(
    Map<String, Integer> users, Map<Integer, Integer> products, Map<Integer, String> orders) {}
