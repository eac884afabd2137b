package dev.cleave.cli;

import dev.cleave.cli.process.RunningProcess;

/** What a person wants to know when everything is ready. */
final class Welcome {

  private final Shop shop;

  Welcome(Shop shop) {
    this.shop = shop;
  }

  void print(Progress progress, boolean foreground) {
    progress.say("");
    for (RunningProcess process : shop.processes().all()) {
      String url = "http://localhost:" + process.port();
      progress.say("  %-12s %s   (%s/openapi, %s/health)".formatted(process.name(), url, url, url));
    }
    progress.say(
        "  %-12s %s".formatted("operator key", shop.workspace().secrets().resolve("operator.key")));
    progress.say("");
    progress.say(
        foreground
            ? "Ctrl-C stops everything. The data stays."
            : "./cleave status shows it, ./cleave down stops it. The data stays.");
  }
}
