package dev.cleave.runtime.cdi;

import dev.cleave.ModuleContract;
import dev.cleave.SharedTransaction;
import dev.cleave.event.EventKey;
import dev.cleave.event.EventListener;
import dev.cleave.event.IntegrationEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Contracts and implementations for starts that are refused. */
final class Greeting {
  private Greeting() {}

  @ModuleContract("greeting")
  @Path("/greetings")
  public interface Greeter {
    @GET
    String greet();
  }

  @ApplicationScoped
  public static class Polite implements Greeter {
    @Override
    public String greet() {
      return "good morning";
    }
  }

  @ApplicationScoped
  public static class Casual implements Greeter {
    @Override
    public String greet() {
      return "hi";
    }
  }

  /** No bean: there is nothing to give to its constructor. */
  public static class Silent implements Greeter {
    Silent(String unknown) {}

    @Override
    public String greet() {
      return "";
    }
  }

  @ApplicationScoped
  public static class Consumer {
    @Inject private Greeter greeter;

    public Greeter greeter() {
      return greeter;
    }
  }

  @ModuleContract("guests")
  @Path("/guests")
  public interface Guests {
    @SharedTransaction
    @POST
    void welcome();
  }

  @ApplicationScoped
  public static class Host implements Guests {
    @Override
    @Transactional
    public void welcome() {}
  }

  @ApplicationScoped
  public static class Recluse implements Guests {
    @Override
    @Transactional(TxType.NOT_SUPPORTED)
    public void welcome() {}
  }

  @ModuleContract("pathless")
  public interface Pathless {}

  @ApplicationScoped
  public static class PathlessService implements Pathless {}

  @IntegrationEvent("greeting.said")
  public record Said(@EventKey String words) {}

  @IntegrationEvent("greeting.announced.v1")
  public record Announced(@EventKey String words) {}

  /** Listens to nothing that could be listened to. */
  @ApplicationScoped
  public static class BadListener {
    @EventListener("hear")
    void on(Said first, Said second) {}
  }

  @ApplicationScoped
  public static class Announcer {
    @Inject private Event<Announced> announced;

    public void announce() {
      announced.fire(new Announced("hear, hear"));
    }
  }
}
