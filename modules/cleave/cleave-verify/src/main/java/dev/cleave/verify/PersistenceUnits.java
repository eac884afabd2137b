package dev.cleave.verify;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Reads {@code META-INF/persistence.xml} (Jakarta Persistence 3.1, 8.2). */
final class PersistenceUnits {
  static final String FILE = "META-INF/persistence.xml";

  private PersistenceUnits() {}

  /** What a unit states about itself; absent text is empty. */
  record Unit(
      String name,
      String transactionType,
      String jtaDataSource,
      String nonJtaDataSource,
      List<String> classes,
      List<String> files,
      Map<String, String> properties) {}

  static List<Unit> read(Resources resources) {
    List<Unit> units = new ArrayList<>();
    for (Resources.TextFile file : resources.all(FILE)) {
      NodeList found = parse(file.text()).getElementsByTagNameNS("*", "persistence-unit");
      for (int i = 0; i < found.getLength(); i++) {
        units.add(unit((Element) found.item(i)));
      }
    }
    return units;
  }

  private static Element parse(String xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setNamespaceAware(true);
      return factory
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(xml)))
          .getDocumentElement();
    } catch (Exception e) {
      throw new IllegalStateException("cannot read %s: %s".formatted(FILE, e.getMessage()), e);
    }
  }

  private static Unit unit(Element element) {
    List<String> files = new ArrayList<>(texts(element, "mapping-file"));
    files.addAll(texts(element, "jar-file"));
    Map<String, String> properties = new TreeMap<>();
    NodeList found = element.getElementsByTagNameNS("*", "property");
    for (int i = 0; i < found.getLength(); i++) {
      Element property = (Element) found.item(i);
      properties.put(property.getAttribute("name"), property.getAttribute("value"));
    }
    return new Unit(
        element.getAttribute("name"),
        element.getAttribute("transaction-type"),
        String.join("", texts(element, "jta-data-source")),
        String.join("", texts(element, "non-jta-data-source")),
        texts(element, "class"),
        files,
        properties);
  }

  private static List<String> texts(Element element, String name) {
    List<String> texts = new ArrayList<>();
    NodeList found = element.getElementsByTagNameNS("*", name);
    for (int i = 0; i < found.getLength(); i++) {
      texts.add(found.item(i).getTextContent().strip());
    }
    return texts;
  }
}
