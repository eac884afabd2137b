package dev.cleave.shop.contract;

class NotificationsOverGrpcIT extends NotificationsSuite {
  NotificationsOverGrpcIT() {
    super("grpc");
  }
}
