package dev.cleave.cli.northwind;

import java.io.PrintWriter;

/** Shows a reconciliation to a person, beside what the files say. */
public final class ReconciliationTable {

  private static final String ROW = "  %-14s %14s %14s  %s";

  private final PrintWriter out;

  /** Prints to {@code out}. */
  public ReconciliationTable(PrintWriter out) {
    this.out = out;
  }

  /** Prints all of it. */
  public void print(Reconciliation shop, Reconciliation files) {
    out.println(ROW.formatted("", "shop", "files", "").stripTrailing());
    row("customers", shop.customers(), files.customers());
    row("products", shop.products(), files.products());
    row("orders", shop.orders(), files.orders());
    row("lines", shop.lines(), files.lines());
    row("units", shop.units(), files.units());
    row("order total", shop.orderTotal(), files.orderTotal());
    row("freight", shop.freight(), files.freight());
    row("price changes", shop.priceChanges(), files.priceChanges());
    row("stock", shop.stock(), files.stock());
    row("paid", shop.paid(), files.paid());
    row("wallets", shop.wallets(), files.wallets());
    row("shipments", shop.shipments(), files.shipments());
    if (shop.differences().isEmpty()) {
      out.println("No differences.");
    } else {
      out.println("Differences:");
      shop.differences().forEach(difference -> out.println("  " + difference));
    }
    out.flush();
  }

  private void row(String name, Object shop, Object files) {
    out.println(
        ROW.formatted(name, shop, files, shop.equals(files) ? "" : "differs").stripTrailing());
  }
}
