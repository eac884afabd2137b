package dev.cleave.crash.extract;

import dev.cleave.cli.CommandFailed;
import dev.cleave.cli.process.Undo;
import dev.cleave.crash.ShopUnderTest;
import dev.cleave.crash.load.Window;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Takes one step after the other; where something is to be killed, repeats each until it has
 * succeeded.
 */
final class Walker {

  private static final int ATTEMPTS = 4;
  private static final Duration STEP_PATIENCE = Duration.ofSeconds(180);

  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(3);

  /** What was just started does everything for the first time. */
  private static final Duration RECOVERY = Duration.ofSeconds(3);

  private final ShopUnderTest shop;
  private final Undo undo;
  private final Kill kill;
  private final Random random;
  private final Starts starts;
  private final List<Window> down = new ArrayList<>();
  private final List<String> repeated = new ArrayList<>();

  /**
   * A way through the steps.
   *
   * @param undo ends a command that is under way
   * @param kill who is killed in every step, or null
   * @param seed decides when
   */
  Walker(ShopUnderTest shop, Undo undo, Kill kill, long seed, Starts starts) {
    this.shop = shop;
    this.undo = undo;
    this.kill = kill;
    this.random = new Random(seed);
    this.starts = starts;
  }

  /** Steps that were refused and taken again, and why, up to now. */
  List<String> repeated() {
    return List.copyOf(repeated);
  }

  /** When a server was dead, up to now. */
  List<Window> down() {
    return List.copyOf(down);
  }

  /**
   * Carries the command out, however often something is killed meanwhile.
   *
   * @throws CommandFailed when it does not succeed
   */
  void take(ExtractionCommand command) throws IOException, InterruptedException {
    if (kill == null) {
      undisturbed(command);
      return;
    }
    disturbed(command);
    for (int attempt = 1; ; attempt++) {
      shop.up();
      int code = await(start(command), STEP_PATIENCE);
      if (code == 0) {
        return;
      }
      if (attempt == ATTEMPTS) {
        throw new CommandFailed(
            "%s did not succeed in %d attempts after a kill; %s tells why"
                .formatted(command.to().word(), ATTEMPTS, ShopUnderTest.log(shop.workspace())));
      }
    }
  }

  /** A step that was refused has left everything as it was, and may be repeated. */
  private void undisturbed(ExtractionCommand command) throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        command.run(shop.shop(), shop.progress());
        return;
      } catch (CommandFailed | IOException refused) {
        if (attempt == ATTEMPTS || undo.isInterrupted()) {
          throw refused;
        }
        starts.broken(Instant.now());
        repeated.add("%s: %s".formatted(command.to().word(), refused.getMessage()));
        System.out.println("          once more: " + refused.getMessage());
        Thread.sleep(BETWEEN_ATTEMPTS.toMillis());
      }
    }
  }

  private void disturbed(ExtractionCommand command) throws IOException, InterruptedException {
    long after = Kill.afterMillis(command.isUndo() ? command.to().next() : command.to(), random);
    Process driver = start(command);
    Thread.sleep(after);
    Instant killed = Instant.now();
    if (kill == Kill.DRIVER) {
      boolean isAtWork = driver.isAlive();
      driver.destroyForcibly();
      tell(isAtWork ? "kill -9 of the command" : "the command had ended", after);
      await(driver, STEP_PATIENCE);
      starts.broken(Instant.now());
      return;
    }
    boolean isHit = kill.strike(shop, command.module());
    tell(isHit ? "kill -9 of the " + kill.word() : "there was no " + kill.word(), after);
    await(driver, STEP_PATIENCE);
    starts.broken(Instant.now());
    if (isHit) {
      shop.up();
      down.add(new Window(killed, Instant.now().plus(RECOVERY)));
    }
  }

  private void tell(String what, long after) {
    System.out.printf("          %s after %d ms%n", what, after);
  }

  private Process start(ExtractionCommand command) throws IOException {
    Process driver = undo.start(command.program(shop.shop())::start, Process::destroyForcibly);
    Thread reader = new Thread(() -> pass(driver), "driver-output");
    reader.setDaemon(true);
    reader.start();
    return driver;
  }

  private void pass(Process driver) {
    try (BufferedReader lines = driver.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        shop.progress().say(line);
      }
    } catch (IOException ended) {
      // It was killed.
    }
  }

  private int await(Process driver, Duration patience) throws InterruptedException {
    if (!driver.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      driver.destroyForcibly();
      driver.waitFor();
    }
    undo.forget(driver);
    return driver.exitValue();
  }
}
