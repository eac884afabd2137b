package dev.cleave.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./cleave settings}. */
@Command(name = "settings", header = "Lists what can be set for this machine, with present values.")
final class SettingsCommand implements Callable<Integer> {

  private static final Set<Setting> PASSWORDS =
      EnumSet.of(Setting.DATABASE_ADMIN_PASSWORD, Setting.BROKER_PASSWORD);

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Shop shop = Shop.open();
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "In %s, or in the environment (port.offset is CLEAVE_PORT_OFFSET there, and wins):%n%n",
        shop.workspace().root().resolve(Settings.FILE));
    for (Setting setting : Setting.values()) {
      out.printf("  %-24s %-10s %s%n", setting.key(), shown(shop, setting), setting.meaning());
    }
    for (String name : Ports.names(shop.workspace().root())) {
      int port = shop.ports().http(name);
      out.printf("  %-24s %-10d the port of %s%n", Setting.PORT_PREFIX + name, port, name);
    }
    out.flush();
    return 0;
  }

  private static String shown(Shop shop, Setting setting) {
    String value = shop.settings().text(setting);
    return PASSWORDS.contains(setting) && !value.isEmpty() ? "(set)" : value;
  }
}
