package dev.cleave.shop.contract;

class NotificationsOverRestIT extends NotificationsSuite {
  NotificationsOverRestIT() {
    super("rest");
  }
}
