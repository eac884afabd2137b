package dev.cleave.verify;

/** Where in its module a class lives, by the package convention. */
enum Layer {
  CONTRACT(""),
  DOMAIN("domain"),
  APPLICATION("application"),
  PERSISTENCE("persistence"),
  /** Services of a {@code .proto} that the module brings itself, beside those of its contracts. */
  GRPC("grpc"),
  /** A further private package of the module. */
  OTHER("-");

  private final String segment;

  Layer(String segment) {
    this.segment = segment;
  }

  static Layer of(String modulePackage, String packageName) {
    if (packageName.equals(modulePackage)) {
      return CONTRACT;
    }
    String rest = packageName.substring(modulePackage.length() + 1);
    int dot = rest.indexOf('.');
    String first = dot < 0 ? rest : rest.substring(0, dot);
    for (Layer layer : values()) {
      if (layer.segment.equals(first)) {
        return layer;
      }
    }
    return OTHER;
  }

  String packageIn(ModuleCode module) {
    return this == CONTRACT ? module.packageName() : module.packageName() + "." + segment;
  }
}
