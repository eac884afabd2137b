package dev.cleave.cli.liberty;

import java.nio.file.Files;
import java.nio.file.Path;

/** Takes the place of Open Liberty's launcher and agent in a test. */
public final class LibertyStandIn {

  private LibertyStandIn() {}

  /** As agent: does nothing. */
  public static void premain(String arguments) {}

  /** As launcher: ends with an error in its log, or waits to be stopped. */
  public static void main(String[] arguments) throws Exception {
    if (System.getenv("STAND_IN_DOES").equals("end")) {
      Files.writeString(
          Path.of(System.getenv("LOG_DIR"), "messages.log"),
          "[now] 0001 Launcher A CWWKE0001I: The server has been launched.\n"
              + "[now] 0001 Launcher E CWWKE0005E: The runtime environment could not be launched.\n");
      return;
    }
    Thread.currentThread().join();
  }
}
