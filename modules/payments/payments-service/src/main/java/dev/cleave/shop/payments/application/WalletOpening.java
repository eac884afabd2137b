package dev.cleave.shop.payments.application;

import dev.cleave.event.EventListener;
import dev.cleave.shop.accounts.UserCreated;
import dev.cleave.shop.payments.WalletOpened;
import dev.cleave.shop.payments.domain.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** Opens a wallet for every user. */
@ApplicationScoped
public class WalletOpening {
  private Ledger ledger;
  private Event<WalletOpened> opened;

  /** For the container's client proxy. */
  WalletOpening() {}

  @Inject
  public WalletOpening(Ledger ledger, Event<WalletOpened> opened) {
    this.ledger = ledger;
    this.opened = opened;
  }

  /** Does nothing if the user has a wallet. */
  @EventListener("open-wallet")
  public void on(UserCreated user) {
    if (ledger.open(user.id())) {
      opened.fire(new WalletOpened(user.id()));
    }
  }
}
