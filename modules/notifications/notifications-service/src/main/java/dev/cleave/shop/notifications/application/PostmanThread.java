package dev.cleave.shop.notifications.application;

import dev.cleave.shop.notifications.domain.MessageSender;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The postman's daemon thread, with the application's class loader. There is none if nothing is
 * sent.
 */
@ApplicationScoped
public class PostmanThread {
  private static final Logger LOG = System.getLogger(PostmanThread.class.getName());
  private static final Duration USUAL_WAIT = Duration.ofSeconds(1);

  /** For a message that is being sent when the server stops: cut short, it would be sent twice. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private PostOffice office;
  private MessageSender sender;
  private Postman postman;
  private ScheduledExecutorService timer;

  /** For the container's client proxy. */
  PostmanThread() {}

  @Inject
  PostmanThread(PostOffice office, MessageSender sender) {
    this.office = office;
    this.sender = sender;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
    if (!sender.isSending()) {
      return;
    }
    postman = new Postman(office, sender);
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "notifications-postman");
              thread.setDaemon(true);
              thread.setContextClassLoader(loader);
              return thread;
            });
    next(USUAL_WAIT);
  }

  private void next(Duration wait) {
    timer.schedule(this::round, wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void round() {
    Duration pause = Duration.ZERO;
    try {
      pause = postman.round();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "sending messages failed; it is tried again", e);
      pause = USUAL_WAIT.multipliedBy(4);
    }
    if (!timer.isShutdown()) {
      next(USUAL_WAIT.plus(pause));
    }
  }

  @PreDestroy
  void stop() {
    if (timer == null) {
      return;
    }
    postman.stop();
    timer.shutdownNow();
    try {
      timer.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
