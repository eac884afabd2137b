package dev.cleave.grpc;

import dev.cleave.ModuleContract;
import dev.cleave.Operator;
import dev.cleave.Problem;
import dev.cleave.Public;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;

/** A contract with a method for everybody, one for operators, and some for other modules. */
@ModuleContract("greetings")
@Path("/greetings")
public interface Greetings {
  /** Somebody who is greeted. */
  record Guest(@NotBlank String name, @Max(9) int visits, List<String> titles) {}

  /** Who called, as the service saw it. */
  record Seen(String kind, String name, String traceparent) {}

  /** Nobody of that name. */
  @Problem(code = "greetings.nobody", status = 404)
  final class Nobody extends Exception {
    private static final long serialVersionUID = 1L;
    private final String name;

    public Nobody(String name) {
      super("There is nobody called " + name + ".");
      this.name = name;
    }

    public String name() {
      return name;
    }
  }

  @Public
  @GET
  @Path("{name}")
  String greet(@PathParam("name") String name) throws Nobody;

  @Public
  @POST
  String welcome(@NotNull @Valid Guest guest);

  @Operator
  @DELETE
  @Path("{name}")
  void forget(@PathParam("name") String name);

  @GET
  @Path("seen")
  Seen seen();

  @GET
  @Path("slow")
  String slow(@QueryParam("millis") int millis);
}
