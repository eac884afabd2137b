package dev.cleave.shop.contract;

class NotificationsOverJmsIT extends NotificationsSuite {
  NotificationsOverJmsIT() {
    super("jms");
  }
}
