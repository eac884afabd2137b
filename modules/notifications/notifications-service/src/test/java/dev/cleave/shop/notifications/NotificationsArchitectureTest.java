package dev.cleave.shop.notifications;

import dev.cleave.verify.Architecture;
import org.junit.jupiter.api.Test;

class NotificationsArchitectureTest {
  @Test
  void the_module_keeps_its_boundaries() {
    Architecture.of("dev.cleave.shop").module("notifications").verify();
  }
}
