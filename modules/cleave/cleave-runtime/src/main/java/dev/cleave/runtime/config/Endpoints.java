package dev.cleave.runtime.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a module is reached, as written in {@code cleave.endpoint.<module>.<binding>}: one URL,
 * several, or an engine that knows them. Each becomes one URI: the URL itself, {@code
 * instances:<url>,<url>} or that of the engine.
 */
public final class Endpoints {
  /** The engines that an adapter can be had for, by the scheme of their URI. */
  public static final List<String> ENGINES =
      List.of("consul", "dns", "etcd", "eureka", "stork", "zookeeper");

  private static final String LIST = "instances";
  private static final Pattern ENTRY =
      Pattern.compile("([^\\s,;]+)(?:\\s*;\\s*weight\\s*=\\s*(\\d{1,4}))?");
  private static final int MOST_LISTED = 100;
  private static final int HIGHEST_WEIGHT = 1000;

  private Endpoints() {}

  /**
   * One of several URLs.
   *
   * @param weight its share of the calls beside the others', where the balancer goes by weights
   */
  public record Weighted(URI url, int weight) {}

  /**
   * Reads an endpoint.
   *
   * @throws IllegalArgumentException naming the key if it is none
   */
  public static URI uri(String key, String text) {
    if (ENGINES.contains(scheme(text))) {
      return engine(key, text);
    }
    List<Weighted> entries = new ArrayList<>();
    Set<URI> urls = new HashSet<>();
    for (String part : text.split(",", -1)) {
      Weighted entry = entry(key, part.strip());
      if (!urls.add(entry.url())) {
        throw new IllegalArgumentException(
            "%s = \"%s\" names %s twice: name it once, with a weight."
                .formatted(key, text, entry.url()));
      }
      entries.add(entry);
    }
    if (entries.size() > MOST_LISTED) {
      throw new IllegalArgumentException(
          "%s names %d instances, and %d are allowed: let an engine know them, such as etcd://…"
              .formatted(key, entries.size(), MOST_LISTED));
    }
    return entries.size() == 1 ? entries.get(0).url() : listOf(entries);
  }

  private static URI listOf(List<Weighted> entries) {
    return URI.create(
        LIST
            + ":"
            + entries.stream()
                .map(e -> e.weight() == 1 ? e.url().toString() : e.url() + ";weight=" + e.weight())
                .collect(Collectors.joining(",")));
  }

  private static Weighted entry(String key, String part) {
    Matcher parts = ENTRY.matcher(part);
    if (parts.matches()) {
      int weight = parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2));
      Optional<URI> url = url(parts.group(1));
      if (url.isPresent() && weight >= 1 && weight <= HIGHEST_WEIGHT) {
        return new Weighted(url.get(), weight);
      }
    }
    throw new IllegalArgumentException(
        ("%s = \"%s\" is no URL: write the internal port of a process that has the module, such as"
                + " http://localhost:9181, several separated by commas, perhaps with a weight from 1"
                + " to %d (http://localhost:9181;weight=2), or an engine that knows them, such as"
                + " etcd://localhost:2379.")
            .formatted(key, part, HIGHEST_WEIGHT));
  }

  /** A host as it stands in a URL: an address of IPv6 in brackets. */
  public static String host(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }

  /** An http or https URL with a host; its port, if there is one, can be listened on. */
  public static Optional<URI> url(String text) {
    try {
      URI url = new URI(text);
      boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      boolean isPort = url.getPort() == -1 || url.getPort() >= 1 && url.getPort() <= 65535;
      return isHttp && url.getHost() != null && url.getUserInfo() == null && isPort
          ? Optional.of(url)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty(); // the caller says what is expected
    }
  }

  /**
   * Reads where an engine is.
   *
   * @throws IllegalArgumentException naming the key if it is none
   */
  public static URI engine(String key, String text) {
    try {
      URI uri = new URI(text);
      boolean isComplete =
          switch (String.valueOf(uri.getScheme())) {
            case "stork" -> uri.getSchemeSpecificPart().matches("[A-Za-z0-9._-]+");
            case "dns" -> uri.getPath() != null && uri.getPath().length() > 1;
            default -> isEngine(uri) && uri.getAuthority() != null;
          };
      if (isComplete) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // falls through to the message, which says all that the exception does
    }
    throw new IllegalArgumentException(
        ("%s = \"%s\" names no discovery engine: write etcd://host:port, zookeeper://host:port,"
                + " eureka://host:port/path, consul://host:port, dns://host:port/name or"
                + " stork:service.")
            .formatted(key, text));
  }

  /** Whether instances come from an engine. */
  public static boolean isEngine(URI endpoint) {
    return endpoint.getScheme() != null && ENGINES.contains(endpoint.getScheme());
  }

  /** Whether the endpoint stands for more than one URL. */
  public static boolean isSeveral(URI endpoint) {
    return LIST.equals(endpoint.getScheme()) || isEngine(endpoint);
  }

  /** The URLs of a list. */
  public static List<Weighted> listed(URI endpoint) {
    return java.util.stream.Stream.of(endpoint.getSchemeSpecificPart().split(","))
        .map(part -> entry("an endpoint", part))
        .toList();
  }

  /** As people write it. */
  public static String text(URI endpoint) {
    return LIST.equals(endpoint.getScheme())
        ? endpoint.getSchemeSpecificPart().replace(",", ", ")
        : endpoint.toString();
  }

  private static String scheme(String text) {
    int colon = text.indexOf(':');
    return colon < 0 ? "" : text.substring(0, colon);
  }
}
