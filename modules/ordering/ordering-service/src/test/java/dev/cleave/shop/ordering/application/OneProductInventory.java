package dev.cleave.shop.ordering.application;

import dev.cleave.Page;
import dev.cleave.shop.catalog.ProductId;
import dev.cleave.shop.inventory.InsufficientStock;
import dev.cleave.shop.inventory.Inventory;
import dev.cleave.shop.inventory.Receipt;
import dev.cleave.shop.inventory.Reservation;
import dev.cleave.shop.inventory.ReservationCancelled;
import dev.cleave.shop.inventory.ReservationExpired;
import dev.cleave.shop.inventory.ReservationId;
import dev.cleave.shop.inventory.ReservationLine;
import dev.cleave.shop.inventory.ReservationNotFound;
import dev.cleave.shop.inventory.ReservationState;
import dev.cleave.shop.inventory.Reserve;
import dev.cleave.shop.inventory.Stock;
import dev.cleave.shop.inventory.WriteOff;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Inventory as its contract promises it, of one product, without database and clock. */
final class OneProductInventory implements Inventory {
  int available;
  int sold;
  private final Crash crash;
  private final Map<ReservationId, ReservationState> states = new HashMap<>();
  private final Map<ReservationId, List<ReservationLine>> lines = new HashMap<>();

  OneProductInventory(int available, Crash crash) {
    this.available = available;
    this.crash = crash;
  }

  void expireAll() {
    states.replaceAll(
        (id, state) -> {
          if (state != ReservationState.HELD) {
            return state;
          }
          available += units(id);
          return ReservationState.EXPIRED;
        });
  }

  @Override
  public Reservation reserve(Reserve command) throws InsufficientStock {
    ReservationState state = states.getOrDefault(command.id(), ReservationState.EXPIRED);
    if (state == ReservationState.EXPIRED) {
      ReservationLine line = command.lines().get(0);
      if (line.quantity() > available) {
        throw new InsufficientStock(line.product(), line.quantity(), available);
      }
      crash.around(
          () -> {
            available -= line.quantity();
            lines.put(command.id(), command.lines());
            states.put(command.id(), ReservationState.HELD);
          });
    }
    return reservation(command.id());
  }

  @Override
  public Reservation confirm(ReservationId id)
      throws ReservationNotFound, ReservationExpired, ReservationCancelled {
    switch (states.getOrDefault(id, ReservationState.UNKNOWN)) {
      case UNKNOWN -> throw new ReservationNotFound(id);
      case EXPIRED -> throw new ReservationExpired(id);
      case CANCELLED -> throw new ReservationCancelled(id);
      case HELD ->
          crash.around(
              () -> {
                sold += units(id);
                states.put(id, ReservationState.CONFIRMED);
              });
      default -> {}
    }
    return reservation(id);
  }

  @Override
  public Reservation cancel(ReservationId id) throws ReservationNotFound {
    ReservationState state = states.get(id);
    if (state == null) {
      throw new ReservationNotFound(id);
    }
    crash.around(
        () -> {
          if (state == ReservationState.HELD || state == ReservationState.CONFIRMED) {
            available += units(id);
          }
          if (state == ReservationState.CONFIRMED) {
            sold -= units(id);
          }
          states.put(id, ReservationState.CANCELLED);
        });
    return reservation(id);
  }

  @Override
  public Reservation reservation(ReservationId id) {
    return new Reservation(id, states.get(id), lines.get(id), Instant.EPOCH);
  }

  @Override
  public Page<Stock> stocks(int page, int size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Stock stock(ProductId product) {
    int held =
        states.keySet().stream()
            .filter(id -> states.get(id) == ReservationState.HELD)
            .mapToInt(this::units)
            .sum();
    return new Stock(product, available + held, held, available);
  }

  @Override
  public Stock writeOff(ProductId product, WriteOff writeOff) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Stock receive(ProductId product, Receipt receipt) {
    throw new UnsupportedOperationException();
  }

  private int units(ReservationId id) {
    return lines.get(id).stream().mapToInt(ReservationLine::quantity).sum();
  }
}
