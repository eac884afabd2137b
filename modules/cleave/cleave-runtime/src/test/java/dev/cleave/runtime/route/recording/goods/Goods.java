package dev.cleave.runtime.route.recording.goods;

import dev.cleave.ModuleContract;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

@ModuleContract("goods")
@Path("/goods")
public interface Goods {
  @GET
  int price(@QueryParam("id") String id);

  @POST
  String order(String id);
}
