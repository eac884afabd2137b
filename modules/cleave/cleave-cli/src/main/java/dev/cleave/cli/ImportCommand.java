package dev.cleave.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.northwind.BadInput;
import dev.cleave.cli.northwind.HttpShopApi;
import dev.cleave.cli.northwind.ImportFailed;
import dev.cleave.cli.northwind.ImportStopped;
import dev.cleave.cli.northwind.Imported;
import dev.cleave.cli.northwind.Interruption;
import dev.cleave.cli.northwind.Northwind;
import dev.cleave.cli.northwind.NorthwindImport;
import dev.cleave.cli.northwind.NorthwindReader;
import dev.cleave.cli.northwind.ReadBack;
import dev.cleave.cli.northwind.Reconciliation;
import dev.cleave.cli.northwind.ReconciliationTable;
import dev.cleave.cli.northwind.StepProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./cleave import}. */
@Command(
    name = "import",
    header = "Imports the Northwind traders sample into the running shop, and checks the result.",
    description = {
      "",
      "First checks all seven files of DIR. If a row is bad, every bad row is reported with its file,"
          + " line, number of columns and value, and nothing is imported.",
      "",
      "Then sends everything through the shop's public HTTP interface, as operator. Each command has"
          + " a fixed idempotency key: stopped or killed anywhere and run again, the import"
          + " continues and doubles nothing; run again after its end, it only checks. The shop"
          + " remembers keys for 30 days.",
      "",
      "At last reads back what it is responsible for: the users with the customers' e-mail addresses,"
          + " the products it created, and those users' orders that have the number of an order as"
          + " reference. What else the shop holds does not count. Ends with 1 if that differs from"
          + " the files.",
      ""
    })
final class ImportCommand implements Callable<Integer> {

  private static final String KEY_VARIABLE = "CLEAVE_OPERATOR_KEY";
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]+");
  private static final Pattern URL = Pattern.compile("https?://[^/?#@\\s]+/?");
  private static final int INTERRUPTED = 130;

  @Parameters(index = "0", paramLabel = "DIR", description = "Where the seven files are.")
  private Path directory;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "Where the shop is: any of its public ports. Without it, the monolith that ./cleave up"
              + " started here, else http://localhost:9080.")
  private String url;

  @Option(
      names = "--operator-key-file",
      paramLabel = "FILE",
      description =
          "Holds the operator key. Without it, "
              + KEY_VARIABLE
              + " of the environment, else the key that ./cleave up made here.")
  private Path operatorKeyFile;

  @Option(
      names = "--json",
      description =
          "Print the result as one JSON object to standard output, all else to the other.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      Northwind data = read();
      StepProgress progress = new StepProgress(err, Ansi.AUTO.enabled());
      HttpShopApi shop = new HttpShopApi(base(), operatorKey(), progress::repeated);
      shop.contact();
      Imported imported = send(shop, data, progress, err);
      Reconciliation result = new ReadBack(shop, data, imported, progress).run();
      new ReconciliationTable(json ? err : out).print(result, ReadBack.expected(data));
      if (json) {
        out.println(new ObjectMapper().writeValueAsString(result));
        out.flush();
      }
      return result.differences().isEmpty() ? 0 : 1;
    } catch (BadInput bad) {
      bad.rows().forEach(err::println);
      throw new CommandFailed(bad.getMessage(), bad);
    } catch (ImportStopped stopped) {
      return INTERRUPTED;
    } catch (ImportFailed failed) {
      throw new CommandFailed(failed.getMessage(), failed);
    }
  }

  private Northwind read() throws IOException, BadInput {
    if (!Files.isDirectory(directory)) {
      throw new CommandFailed(
          directory
              + (Files.exists(directory) ? " is no directory" : " does not exist")
              + ": name the directory that holds the seven CSV files");
    }
    return NorthwindReader.read(directory);
  }

  private static Imported send(
      HttpShopApi shop, Northwind data, StepProgress progress, PrintWriter err)
      throws ImportFailed, InterruptedException {
    NorthwindImport run = new NorthwindImport(shop, data, progress);
    try (Interruption interruption =
        Interruption.watch(
            run::stop,
            () -> {
              progress.abandon();
              err.println(
                  "Stopped. Run the same command again: it continues, and doubles nothing.");
              err.flush();
            })) {
      return run.run();
    } catch (ImportFailed failed) {
      progress.abandon();
      throw failed;
    }
  }

  private URI base() throws IOException {
    if (url == null) {
      Shop shop = Shop.open();
      int port =
          shop.processes()
              .find(Deployment.MONOLITH)
              .map(monolith -> monolith.port())
              .orElseGet(() -> shop.ports().http(Deployment.MONOLITH));
      return URI.create("http://localhost:" + port);
    }
    if (!URL.matcher(url).matches()) {
      throw new CommandFailed(
          "--url %s: it must be a base address such as http://localhost:9080".formatted(url));
    }
    try {
      return URI.create(url);
    } catch (IllegalArgumentException malformed) {
      throw new CommandFailed("--url " + malformed.getMessage(), malformed);
    }
  }

  private String operatorKey() throws IOException {
    if (operatorKeyFile != null) {
      return key(Files.readString(operatorKeyFile), operatorKeyFile.toString());
    }
    String variable = System.getenv(KEY_VARIABLE);
    if (variable != null) {
      return key(variable, KEY_VARIABLE);
    }
    Path generated = Workspace.ofThisCommand().secrets().resolve("operator.key");
    if (!Files.exists(generated)) {
      throw new CommandFailed(
          "there is no operator key here yet: start the shop with ./cleave up first, or name the key of"
              + " another one with --operator-key-file FILE or "
              + KEY_VARIABLE);
    }
    return key(Files.readString(generated), generated.toString());
  }

  private static String key(String content, String origin) {
    String key = content.strip();
    if (!KEY.matcher(key).matches()) {
      throw new CommandFailed(origin + " does not hold an operator key: one word on one line");
    }
    return key;
  }
}
