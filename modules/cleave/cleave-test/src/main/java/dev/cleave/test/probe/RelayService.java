package dev.cleave.test.probe;

import dev.cleave.CallContext;
import dev.cleave.test.probe.Probe.Failure;
import dev.cleave.test.probe.Probe.NewThing;
import dev.cleave.test.probe.Probe.Seen;
import dev.cleave.test.probe.Probe.Thing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.util.List;

/** Calls the probe. */
@ApplicationScoped
public class RelayService implements Relay {
  @Inject private Probe probe;
  @Inject private Things things;

  @Override
  public List<Seen> seen() {
    return List.of(ProbeService.here(), probe.seen());
  }

  @Override
  public List<Seen> seenWithin(int millis) {
    Seen here = ProbeService.here();
    Seen there =
        CallContext.current().withTimeout(Duration.ofMillis(millis)).call(() -> probe.seen());
    return List.of(here, there);
  }

  @Override
  @Transactional(TxType.NOT_SUPPORTED)
  public List<Seen> seenByCommands() {
    return List.of(ProbeService.here(), probe.seenByCommand(), probe.seenByCommand());
  }

  @Override
  public String slow(int millis) {
    return probe.slow(millis);
  }

  @Override
  public Thing fail(Failure as) {
    try {
      return probe.fail(as);
    } catch (Refused | NoSuchThing e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  @Transactional
  public Thing makeInsideTransaction(NewThing thing) {
    things.add(thing.name());
    return probe.make(thing);
  }
}
