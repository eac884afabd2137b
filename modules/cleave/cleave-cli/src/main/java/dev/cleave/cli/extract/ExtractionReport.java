package dev.cleave.cli.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.cleave.cli.Progress;
import dev.cleave.cli.Shop;
import java.time.Duration;
import java.util.List;

/** How far each module has come. */
public final class ExtractionReport {

  private static final String ROW = "%-14s %-9s %-9s %-18s %s";

  private final Shop shop;

  /** Of the modules of {@code shop}. */
  public ExtractionReport(Shop shop) {
    this.shop = shop;
  }

  /** Prints a table, or one line of JSON. */
  public void print(Progress progress, boolean asJson) throws JsonProcessingException {
    List<Extraction> all =
        shop.repository().extractable().stream().map(shop.extractions()::of).toList();
    if (asJson) {
      progress.say(ExtractionStore.line(all));
      return;
    }
    progress.say(ROW.formatted("MODULE", "STEP", "DATABASE", "PROCESS", "LAST"));
    for (Extraction extraction : all) {
      progress.say(
          ROW.formatted(
                  extraction.module(),
                  extraction.step().word(),
                  extraction.database(),
                  extraction.process() == null ? "-" : extraction.process(),
                  last(extraction))
              .stripTrailing());
    }
  }

  /** One extraction as one line of JSON. */
  public static String line(Extraction extraction) throws JsonProcessingException {
    return ExtractionStore.line(extraction);
  }

  private static String last(Extraction extraction) {
    if (extraction.records().isEmpty()) {
      return "";
    }
    Extraction.Record last = extraction.records().get(extraction.records().size() - 1);
    String took =
        last.ended() == null
            ? ""
            : " in %d ms".formatted(Duration.between(last.started(), last.ended()).toMillis());
    return "%s %s %s%s %s"
        .formatted(
            last.step().word(),
            last.direction(),
            last.state(),
            took,
            last.figures().isEmpty() ? "" : last.figures());
  }
}
