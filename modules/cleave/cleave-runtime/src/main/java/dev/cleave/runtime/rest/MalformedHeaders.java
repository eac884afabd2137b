package dev.cleave.runtime.rest;

import dev.cleave.InvalidRequest;
import dev.cleave.runtime.problem.ProblemDocument;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Refuses a Content-Type that is none and an Accept with a weight that is none: the REST
 * implementation would fail on them before any of its mappers could answer.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public final class MalformedHeaders extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("%1$s/%1$s\\s*+(;\\s*+(%1$s=(%1$s|\"[^\"]*+\"))?+\\s*+)*+".formatted(TOKEN));

  private static final Pattern NO_WEIGHT =
      Pattern.compile("(?i);\\s*+q\\s*+=\\s*+(?!(0|1|[01]?\\.\\d*)\\s*+(,|;|$))");

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String type = request.getContentType();
    String accept = request.getHeader("Accept");
    if (type != null
        && !type.equals("application/json")
        && !MEDIA_TYPE.matcher(type.trim()).matches()) {
      refuse(
          response,
          HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
          "cleave.unsupported-media-type",
          "The Content-Type is no media type: request bodies are application/json.");
    } else if (accept != null && accept.indexOf('=') >= 0 && NO_WEIGHT.matcher(accept).find()) {
      refuse(
          response,
          HttpServletResponse.SC_BAD_REQUEST,
          InvalidRequest.CODE,
          "The header Accept has a weight (q) that is no number from 0 to 1.");
    } else {
      chain.doFilter(request, response);
    }
  }

  private static void refuse(HttpServletResponse response, int status, String code, String detail)
      throws IOException {
    byte[] problem =
        ProblemDocument.of(status, code, ProblemDocument.title(code), detail)
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType(ProblemResponse.MEDIA_TYPE.toString());
    response.setContentLength(problem.length);
    response.getOutputStream().write(problem);
  }
}
