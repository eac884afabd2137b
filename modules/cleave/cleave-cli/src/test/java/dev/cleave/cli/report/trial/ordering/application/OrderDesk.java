package dev.cleave.cli.report.trial.ordering.application;

import dev.cleave.cli.report.trial.ordering.Ordering;
import dev.cleave.cli.report.trial.stock.Stock;
import jakarta.transaction.Transactional;

public class OrderDesk implements Ordering {
  private Stock stock;

  @Override
  @Transactional
  public int place() {
    stock.writeOff();
    return stock.units();
  }
}
