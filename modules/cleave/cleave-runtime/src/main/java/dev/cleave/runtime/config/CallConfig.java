package dev.cleave.runtime.config;

import java.time.Duration;
import java.util.List;

/**
 * What applies to every call of a contract: {@code cleave.timeout}, {@code
 * cleave.command-in-transaction}, {@code cleave.record}. Every getter reads anew, and throws {@link
 * IllegalArgumentException}, naming the key, for a value that cannot be.
 */
public final class CallConfig {
  private final Values values;

  CallConfig(Values values) {
    this.values = values;
  }

  /** The deadline of a call that has none yet; longer than zero. */
  public Duration timeout() {
    return values.duration(ConfigKey.TIMEOUT);
  }

  /** Whether a command of another module is refused, not only told, while a transaction is open. */
  public boolean refusesCommandInTransaction() {
    ConfigKey key = ConfigKey.COMMAND_IN_TRANSACTION;
    return Values.isFirst(key.key(), values.text(key), "refuse", "warn");
  }

  /** Whether calls are to be recorded. */
  public boolean isRecording() {
    return Values.isTrue(ConfigKey.RECORD.key(), values.text(ConfigKey.RECORD).trim());
  }

  List<String> problems() {
    return Values.problems(this::timeout, this::refusesCommandInTransaction, this::isRecording);
  }
}
