package dev.cleave.runtime.event;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The events of one transaction: written just before it commits, told of just after. */
final class PendingEvents implements Synchronization {
  private final PublishingModules publishing;
  private final Runnable whenOver;
  private final Map<String, List<PublishedEvent>> unwritten = new LinkedHashMap<>();
  private final Map<String, List<PublishedEvent>> written = new LinkedHashMap<>();
  private boolean isCommitting;

  PendingEvents(PublishingModules publishing, Runnable whenOver) {
    this.publishing = publishing;
    this.whenOver = whenOver;
  }

  void add(String module, PublishedEvent event) {
    unwritten.computeIfAbsent(module, m -> new ArrayList<>(4)).add(event);
    if (isCommitting) {
      // fired by another synchronization of this transaction, after ours
      write();
    }
  }

  @Override
  public void beforeCompletion() {
    isCommitting = true;
    write();
  }

  private void write() {
    unwritten.forEach(
        (module, events) -> {
          publishing.write(module, events);
          written.computeIfAbsent(module, m -> new ArrayList<>(4)).addAll(events);
        });
    unwritten.clear();
  }

  @Override
  public void afterCompletion(int status) {
    whenOver.run();
    if (status == Status.STATUS_COMMITTED) {
      written.forEach(publishing::committed);
    }
  }
}
