# For the scripts that run the crash test's program: makes sure that it is built.
# Wants $root and a function fail; leaves $java and $jar.

java=$(command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java") || fail "no Java found: install a JDK 17 or newer, or set JAVA_HOME"
jar="$root/ci/crash/target/cleave-crash.jar"
sources=("$root/ci/crash/src/main" "$root/ci/crash/pom.xml" "$root/modules/cleave/cleave-cli/src/main" "$root/pom.xml")
if [ ! -f "$jar" ] || [ -n "$(find "${sources[@]}" -newer "$jar" -print | head -n 1)" ]; then
  echo "Building the test …"
  (cd "$root" && ./mvnw -q -B -ntp -pl ci/crash -am -Dmaven.test.skip=true -Dspotless.check.skip=true package) \
    || fail "it could not be built; the reason is above"
  touch "$jar"
fi
