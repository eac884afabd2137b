package dev.cleave.test.probe.shared;

import dev.cleave.test.probe.NoSuchThing;
import dev.cleave.test.probe.Probe.Failure;
import dev.cleave.test.probe.Probe.NewThing;
import dev.cleave.test.probe.Probe.Seen;
import dev.cleave.test.probe.Probe.Thing;
import dev.cleave.test.probe.ProbeService;
import dev.cleave.test.probe.Refused;
import dev.cleave.test.probe.Things;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Does what the probe does, in whatever transaction there is. */
@ApplicationScoped
public class SharedProbeService implements SharedProbe {
  @Inject private Things things;
  @Inject private ProbeService probe;

  @Override
  @Transactional
  public Thing make(NewThing thing) {
    return things.add(thing.name());
  }

  @Override
  @Transactional
  public Thing makeAndFail(Failure as, NewThing thing) throws Refused, NoSuchThing {
    things.add(thing.name());
    return probe.fail(as);
  }

  @Override
  @Transactional
  public Seen seen() {
    return ProbeService.here();
  }
}
