package dev.cleave.runtime.instance;

import dev.cleave.CallContext;
import java.util.concurrent.ThreadLocalRandom;

/** The one that has the fewest calls of this process under way; any of them if several have. */
final class LeastRequests implements Balancer {
  @Override
  public Instance choose(Instance[] instances, CallContext context) {
    Instance best = null;
    int fewest = Integer.MAX_VALUE;
    int ties = 0;
    for (Instance instance : instances) {
      int inFlight = instance.inFlight();
      if (inFlight < fewest) {
        fewest = inFlight;
        best = instance;
        ties = 1;
      } else if (inFlight == fewest && ThreadLocalRandom.current().nextInt(++ties) == 0) {
        best = instance;
      }
    }
    return best;
  }
}
