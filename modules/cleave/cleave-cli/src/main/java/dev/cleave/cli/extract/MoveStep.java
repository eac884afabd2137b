package dev.cleave.cli.extract;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.DatabaseStart;
import dev.cleave.cli.FileTree;
import dev.cleave.cli.build.Deployment;
import dev.cleave.cli.move.MoveLock;
import dev.cleave.cli.move.MovedSchema;
import dev.cleave.cli.move.SchemaMove;
import dev.cleave.cli.move.Side;
import dev.cleave.cli.postgres.DatabaseAddress;
import dev.cleave.cli.postgres.Provisioning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The module gets a database of its own, with its rows, and a second process that works there takes
 * over from the first; afterwards the old database follows the new one, so that the way back loses
 * nothing either.
 */
record MoveStep(Extracting extracting) implements StepWork {

  private static final long MEGABYTE = 1 << 20;
  private static final long ROOM_FOR_A_SERVER = 200 * MEGABYTE;
  private static final Duration CATCH_UP = Duration.ofSeconds(60);

  @Override
  public Map<String, Object> forward() throws IOException, InterruptedException {
    Side home = home();
    try (MoveLock alone = MoveLock.of(schema(), home)) {
      return forward(home);
    }
  }

  private Map<String, Object> forward(Side home) throws IOException, InterruptedException {
    Map<String, Object> figures = new LinkedHashMap<>();
    if (extracting.state().hasOwnDatabase()) {
      Change change = forwardChange(home, own());
      change.finish(); // it was decided before the command was broken off
      return end(change, figures);
    }
    takeBack(home);
    SchemaMove examined = new SchemaMove(schema(), home, home);
    examined.requireMovable();
    requireSpace(examined.bytesNeeded());
    Side own = own();
    Path war = extracting.shop().repository().app(extracting.module()).war();
    new DatabaseStart(extracting.shop(), extracting.progress(), extracting.undo())
        .prepareOwn(extracting.module(), own.address(), war);
    Change change = forwardChange(home, own);
    SchemaMove move = change.move();
    if (!move.isFollowing()) {
      long begin = extracting.progress().begin("Copying the rows of " + extracting.module());
      SchemaMove.Copied copied =
          move.copy(extracting.options().bytesPerSecond(), extracting.progress());
      extracting
          .progress()
          .done("Copied %d rows, %.1f MB".formatted(copied.rows(), copied.bytes() / 1e6), begin);
      figures.put("rows", copied.rows());
      figures.put("bytes", copied.bytes());
      figures.put("copy_ms", copied.millis());
    }
    return change(change, figures);
  }

  @Override
  public Map<String, Object> back() throws IOException, InterruptedException {
    Side home = home();
    try (MoveLock alone = MoveLock.of(schema(), home)) {
      return back(home);
    }
  }

  private Map<String, Object> back(Side home) throws IOException, InterruptedException {
    Map<String, Object> figures = new LinkedHashMap<>();
    if (extracting.state().hasOwnDatabase()) {
      Change change = backChange(own(), home);
      change.takeBack();
      change(change, figures);
    } else if (isInPlay()) {
      Change change = backChange(own(), home);
      change.finish();
      end(change, figures);
    }
    dropOwn();
    return figures;
  }

  /** Whether the way back was decided and not finished: the first process works at home again. */
  private boolean isInPlay() {
    return Files.exists(extracting.shop().workspace().data(extracting.module()));
  }

  private Map<String, Object> change(Change change, Map<String, Object> figures)
      throws IOException, InterruptedException {
    figures.put("lag_ms", change.move().catchUp(CATCH_UP));
    change.startStandby();
    SchemaMove.Compared compared = change.move().compare();
    extracting
        .progress()
        .say(
            "Compared %d rows of %d tables: no difference"
                .formatted(compared.rows(), compared.tables()));
    figures.put("compared_rows", compared.rows());
    figures.put("compare_ms", compared.millis());
    change.move().prepareWayBack();
    figures.putAll(change.rehearse());
    figures.putAll(change.run());
    return end(change, figures);
  }

  private Map<String, Object> end(Change change, Map<String, Object> figures)
      throws IOException, InterruptedException {
    change.stopOld();
    change.move().cutForward();
    return figures;
  }

  /** Nothing of a change that was broken off before it was decided stays. */
  private void takeBack(Side home) throws IOException, InterruptedException {
    new Change(
            extracting,
            new SchemaMove(schema(), home, home),
            Extraction.HOME,
            home.address(),
            List.of())
        .takeBack();
  }

  private Change forwardChange(Side home, Side own) {
    return new Change(
        extracting,
        new SchemaMove(schema(), home, own),
        Extraction.OWN,
        own.address(),
        List.of(Deployment.MONOLITH));
  }

  private Change backChange(Side own, Side home) {
    return new Change(
        extracting,
        new SchemaMove(schema(), own, home),
        Extraction.HOME,
        home.address(),
        List.of());
  }

  private MovedSchema schema() {
    return new MovedSchema(extracting.module(), Provisioning.role(extracting.module()));
  }

  private Side home() throws IOException {
    DatabaseStart start =
        new DatabaseStart(extracting.shop(), extracting.progress(), extracting.undo());
    DatabaseStart.Login login = DatabaseStart.administrator(extracting.shop());
    return new Side("home", start.address(), login.user(), login.password());
  }

  private Side own() throws IOException {
    DatabaseAddress address =
        new DatabaseStart(extracting.shop(), extracting.progress(), extracting.undo())
            .ownAddress(extracting.module());
    return new Side("own", address, "postgres", extracting.shop().secrets().superuserPassword());
  }

  private void requireSpace(long bytes) throws IOException {
    long free = Files.getFileStore(extracting.shop().workspace().home()).getUsableSpace();
    if (free < bytes + ROOM_FOR_A_SERVER) {
      throw new CommandFailed(
          "%d MB are free on the disk of the new database, and %s needs %d MB there: free some; the running system is untouched"
              .formatted(
                  free / MEGABYTE, extracting.module(), (bytes + ROOM_FOR_A_SERVER) / MEGABYTE));
    }
  }

  private void dropOwn() throws IOException, InterruptedException {
    if (isInPlay()) {
      if (extracting.shop().ownPostgres(extracting.module()).running().isPresent()) {
        new SchemaMove(schema(), home(), own()).abandon();
      }
      extracting.shop().ownPostgres(extracting.module()).stop();
      FileTree.delete(extracting.shop().workspace().data(extracting.module()));
    }
  }
}
