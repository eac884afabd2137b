package dev.cleave.runtime.rest;

import dev.cleave.Page;
import jakarta.ws.rs.core.Link;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code Link} headers (RFC 8288) that carry what a page is besides its items. */
final class PageLinks {
  private static final Pattern PAGE = Pattern.compile("[?&]page=(\\d+)");
  private static final Pattern SIZE = Pattern.compile("[?&]size=(\\d+)");

  private PageLinks() {}

  static List<Link> of(Page<?> page, UriInfo request) {
    List<Link> links = new ArrayList<>();
    links.add(link(request, "self", page.number(), page.size()));
    links.add(link(request, "first", 1, page.size()));
    if (page.number() > 1) {
      links.add(link(request, "prev", page.number() - 1, page.size()));
    }
    if (page.hasNext()) {
      links.add(link(request, "next", page.number() + 1, page.size()));
    }
    return links;
  }

  private static Link link(UriInfo request, String relation, int number, int size) {
    String path = request.getRequestUri().getRawPath();
    UriBuilder target = UriBuilder.fromPath(path);
    request
        .getQueryParameters()
        .forEach(
            (name, values) -> {
              if (!name.equals("page") && !name.equals("size")) {
                target.queryParam(name, values.toArray());
              }
            });
    return Link.fromUri(target.queryParam("page", number).queryParam("size", size).build())
        .rel(relation)
        .build();
  }

  /** Restores a page from its items and the links of its response. */
  static <T> Page<T> read(MultivaluedMap<String, String> headers, List<T> items) {
    int number = 1;
    int size = Math.max(items.size(), 1);
    boolean hasNext = false;
    for (String header : headers.getOrDefault("Link", List.of())) {
      for (String link : header.split(",(?=\\s*<)")) {
        if (link.contains("rel=\"self\"")) {
          number = number(PAGE, link, number);
          size = number(SIZE, link, size);
        }
        hasNext |= link.contains("rel=\"next\"");
      }
    }
    return new Page<>(items, number, size, hasNext);
  }

  private static int number(Pattern pattern, String link, int absent) {
    Matcher matcher = pattern.matcher(link);
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : absent;
  }
}
