package dev.cleave.shop.server;

import dev.cleave.test.ContractSuite;
import dev.cleave.test.divergence.ValuesSuite;
import dev.cleave.test.probe.Probe;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matcher;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.GenericArchive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ExplodedImporter;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR as it was built, with the tests, their kit, and the probe module as one more service. */
final class WarWithTests {
  private WarWithTests() {}

  static WebArchive build() {
    File war = new File(System.getProperty("war"));
    JavaArchive kit =
        ShrinkWrap.create(JavaArchive.class, "cleave-test.jar")
            .addPackages(false, ContractSuite.class.getPackage(), ValuesSuite.class.getPackage());
    // Named like any service's jar, so that its migrations are found as any service's are.
    JavaArchive probe =
        ShrinkWrap.create(JavaArchive.class, "probe-service-test.jar")
            .addPackages(true, Probe.class.getPackage())
            .addAsResource("db/migration/probe/V1__probe.sql")
            .addAsManifestResource("dev/cleave/test/probe/beans.xml", "beans.xml");
    return ShrinkWrap.create(ZipImporter.class, "monolith.war")
        .importFrom(war)
        .as(WebArchive.class)
        .merge(
            ShrinkWrap.create(ExplodedImporter.class, "tests.jar")
                .importDirectory(new File(war.getParentFile(), "test-classes"))
                .as(GenericArchive.class),
            "WEB-INF/classes",
            Filters.include(".*\\.class"))
        .addAsLibraries(kit, probe)
        .addAsLibraries(jar(Assertions.class), jar(Awaitility.class), jar(Matcher.class));
  }

  private static File jar(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toFile();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
