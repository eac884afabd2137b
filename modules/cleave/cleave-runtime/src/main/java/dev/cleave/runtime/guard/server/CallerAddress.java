package dev.cleave.runtime.guard.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/** Tells callers without a name apart by where they call from. */
public final class CallerAddress {
  private static final int NETWORK_BYTES = 8;

  private CallerAddress() {}

  /**
   * One word for an address; of IPv6 for its /64, all of which one subscriber has.
   *
   * @param address in digits; a name is taken as it is and not looked up
   */
  public static String of(String address) {
    if (address == null || address.indexOf(':') < 0) {
      return String.valueOf(address);
    }
    try {
      // a literal with a colon is never looked up
      InetAddress parsed = InetAddress.getByName(address);
      return parsed instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES)) + "/64"
          : parsed.getHostAddress();
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
