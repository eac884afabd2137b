package dev.cleave.cli.build;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * One pom, as far as it decides what must be built again.
 *
 * @param artifact its artifact id
 * @param directory of the pom
 * @param dependencies the artifact ids of this repository that it is built from
 */
record Project(String artifact, Path directory, List<String> dependencies) {

  private static final String GROUP = "dev.cleave";

  Project {
    dependencies = List.copyOf(dependencies);
  }

  static Project read(Path pom) throws IOException {
    Element project = parse(pom);
    List<String> dependencies = new ArrayList<>();
    for (Element list : children(project, "dependencies")) {
      for (Element dependency : children(list, "dependency")) {
        boolean isTest = text(dependency, "scope").equals("test");
        if (text(dependency, "groupId").equals(GROUP) && !isTest) {
          dependencies.add(text(dependency, "artifactId"));
        }
      }
    }
    return new Project(text(project, "artifactId"), pom.getParent(), dependencies);
  }

  private static Element parse(Path pom) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(pom.toFile()).getDocumentElement();
    } catch (SAXException | ParserConfigurationException malformed) {
      throw new IOException(pom + " cannot be read: " + malformed.getMessage(), malformed);
    }
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  private static String text(Element parent, String name) {
    List<Element> found = children(parent, name);
    return found.isEmpty()
        ? ""
        : found.get(0).getTextContent().strip().replace("${project.groupId}", GROUP);
  }
}
