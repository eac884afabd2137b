package dev.cleave.shop.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.deployment.DeploymentDescription;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.arquillian.container.test.spi.client.deployment.DeploymentScenarioGenerator;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.arquillian.protocol.servlet5.ServletMethodExecutor;
import org.jboss.arquillian.test.spi.TestClass;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * Makes Arquillian run every test class in the same server with the same WAR: starting and
 * deploying anew for each of them would take most of the time.
 */
public final class SharedServer implements LoadableExtension {
  private static ServerUnderTest running;

  @Override
  public void register(ExtensionBuilder builder) {
    builder.service(DeployableContainer.class, Container.class);
    builder.service(DeploymentScenarioGenerator.class, SameForAll.class);
  }

  /**
   * Where the server is and what it asks for: the system property of that name, or else that of the
   * server under test, which is not started if another one is named by {@code cleave.url}.
   *
   * @return {@code null} for what is unknown of a server that somebody else runs
   */
  public static synchronized String setting(String name) {
    if (isElsewhere()) {
      return System.getProperty(name);
    }
    if (running == null) {
      throw new IllegalStateException(
          "no server runs: annotate the test class with @ArquillianTest");
    }
    return running.settings().get(name);
  }

  private static boolean isElsewhere() {
    return System.getProperty("cleave.url") != null;
  }

  private static synchronized ServerUnderTest startOnce(Archive<?> archive) throws IOException {
    if (running == null) {
      Path war = Path.of(System.getProperty("war")).resolveSibling("monolith-with-tests.war");
      archive.as(ZipExporter.class).exportTo(war.toFile(), true);
      running = ServerUnderTest.start(war);
    }
    return running;
  }

  /** The WAR that every test class has, wherever its tests run. */
  public static final class SameForAll implements DeploymentScenarioGenerator {
    @Override
    public List<DeploymentDescription> generate(TestClass testClass) {
      return List.of(new DeploymentDescription("monolith", WarWithTests.build()));
    }
  }

  /** Nothing can be configured. */
  public static final class Configuration implements ContainerConfiguration {
    @Override
    public void validate() {
      // nothing that could be wrong
    }
  }

  /**
   * The server as Arquillian sees it: it starts with the first deployment and ends with the JVM.
   */
  public static final class Container implements DeployableContainer<Configuration> {
    @Override
    public Class<Configuration> getConfigurationClass() {
      return Configuration.class;
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
      return new ProtocolDescription("Servlet 5.0");
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
      if (isElsewhere()) {
        return new ProtocolMetaData();
      }
      try {
        HTTPContext http = new HTTPContext("localhost", startOnce(archive).port());
        return new ProtocolMetaData()
            .addContext(http.add(new Servlet(ServletMethodExecutor.ARQUILLIAN_SERVLET_NAME, "")));
      } catch (IOException | RuntimeException e) {
        throw new DeploymentException("the server under test did not start: " + e.getMessage(), e);
      }
    }

    @Override
    public void undeploy(Archive<?> archive) {
      // the next test class uses it too
    }
  }
}
