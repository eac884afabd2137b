package dev.cleave.runtime.rest;

import dev.cleave.runtime.guard.server.LoadLimit;
import dev.cleave.runtime.guard.server.LoadLimit.Admission;
import dev.cleave.runtime.guard.server.ServerGuards;
import dev.cleave.runtime.problem.ProblemDocument;
import dev.cleave.runtime.process.ProcessParts;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Refuses requests, cheaply and before anything of them is read, while as many are under way as the
 * process can serve in good time. Operators, and the calls of other processes, are refused last:
 * what others have begun should not be in vain. What tells how the process is, is never refused.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public final class LoadShedding extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 1;
  private static final int LAST = 2;
  private static final byte[] REFUSAL =
      ProblemDocument.of(
              503,
              ProblemDocument.OVERLOADED,
              "Overloaded",
              "This process has as many calls under way as it can serve in good time. Nothing was done:"
                  + " try again a little later.")
          .toString()
          .getBytes(StandardCharsets.UTF_8);

  private transient volatile ServerGuards guards;
  private transient volatile Credentials credentials;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isExempt(request.getRequestURI())) {
      chain.doFilter(request, response);
      return;
    }
    boolean isInternal = credentials().isInternalPort(request.getLocalPort());
    LoadLimit limit = isInternal ? guards.inside() : guards.outside();
    boolean isLast = isInternal || credentials.isOperatorKey(request.getHeader("Authorization"));
    Admission admission = limit.enter(isLast ? LAST : MOST);
    if (admission == null) {
      refuse(response);
      return;
    }
    boolean tells = false;
    try {
      chain.doFilter(request, response);
      tells = response.getStatus() < 400;
    } finally {
      admission.end(tells);
    }
  }

  private static boolean isExempt(String path) {
    return path.startsWith("/metrics")
        || path.startsWith("/health")
        || path.startsWith("/cleave/")
        || path.startsWith("/openapi");
  }

  private Credentials credentials() {
    Credentials known = credentials;
    if (known == null) {
      ProcessParts process = CDI.current().select(ProcessParts.class).get();
      guards = process.serverGuards();
      known = new Credentials(process.config());
      credentials = known;
    }
    return known;
  }

  private static void refuse(HttpServletResponse response) throws IOException {
    response.setStatus(503);
    response.setContentType("application/problem+json");
    response.setHeader("Retry-After", "1");
    response.setContentLength(REFUSAL.length);
    response.getOutputStream().write(REFUSAL);
  }
}
