package dev.cleave.shop.contract;

class NotificationsOverLocalIT extends NotificationsSuite {
  NotificationsOverLocalIT() {
    super("local");
  }
}
