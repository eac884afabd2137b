package dev.cleave.runtime.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cleave.CallContext;
import dev.cleave.ModuleContract;
import dev.cleave.runtime.contract.ContractMethod;
import dev.cleave.runtime.contract.ContractModel;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class SharedBindingTest {
  private static final ContractModel CONTRACT = ContractModel.of(Sums.class);

  @ModuleContract("sums")
  @Path("/sums")
  interface Sums {
    @GET
    @Path("{id}")
    int sum(@PathParam("id") String id);

    @POST
    int add(int n);
  }

  private static ContractMethod method(String name) {
    return CONTRACT.methods().stream()
        .filter(method -> method.method().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Binding answering(String name) {
    return (method, arguments, context, isRepeatable) -> name;
  }

  private static SharedBinding shared(int second) {
    return new SharedBinding(
        List.of(
            new SharedBinding.Share(answering("first"), true, 100 - second),
            new SharedBinding.Share(answering("second"), false, second)));
  }

  private static Object way(int second, String id) throws Exception {
    return shared(second).call(method("sum"), new Object[] {id}, CallContext.none(), false);
  }

  @Property(tries = 200)
  void what_is_about_the_same_thing_goes_the_same_way_and_stays_there_when_the_share_grows(
      @ForAll @StringLength(min = 1, max = 30) String id,
      @ForAll @IntRange(min = 0, max = 100) int share,
      @ForAll @IntRange(min = 0, max = 100) int larger)
      throws Exception {
    assertThat(way(share, id)).isEqualTo(way(share, id));
    if (larger >= share && way(share, id).equals("second")) {
      assertThat(way(larger, id)).isEqualTo("second");
    }
  }

  @Property(tries = 5)
  void shares_are_kept(@ForAll @IntRange(min = 0, max = 100) int share) throws Exception {
    int second = 0;
    for (int i = 0; i < 10_000; i++) {
      second += way(share, "id-" + i).equals("second") ? 1 : 0;
    }
    assertThat(second).isBetween(share * 100 - 250, share * 100 + 250);
  }

  @Property(tries = 50)
  void a_command_and_its_repeats_go_the_same_way(
      @ForAll @IntRange(min = 1, max = 99) int share,
      @ForAll @StringLength(min = 1, max = 30) String key)
      throws Exception {
    CallContext first = CallContext.none().served(Long.MAX_VALUE, "k" + key.hashCode());
    Object way = shared(share).call(method("add"), new Object[] {1}, first, true);
    for (int i = 0; i < 20; i++) {
      assertThat(shared(share).call(method("add"), new Object[] {i}, first, true)).isEqualTo(way);
    }
  }
}
