# Sourced by ./halcyon and ./mvnw: find_jdk prints the folder of a JDK of version $wanted, or fails.
wanted=25

is_wanted() { # JDK folder
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
    release="$1/release"
    if [ -r "$release" ]; then
        grep -q "^JAVA_VERSION=\"$wanted[.\"+-]" "$release"
    else
        "$1/bin/java" -version 2>&1 | head -n 1 | grep -q "\"$wanted[.\"+-]"
    fi
}

find_jdk() {
    if [ -n "${JAVA_HOME:-}" ] && is_wanted "$JAVA_HOME"; then echo "$JAVA_HOME"; return; fi
    for candidate in /usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        if is_wanted "$candidate"; then echo "$candidate"; return; fi
    done
    if command -v java >/dev/null 2>&1; then
        candidate=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.home = //p')
        if [ -n "$candidate" ] && is_wanted "$candidate"; then echo "$candidate"; return; fi
    fi
    return 1
}

explain_missing_jdk() { # name of the command
    cat >&2 <<EOF
$1: no JDK $wanted found.
  looked at: JAVA_HOME (${JAVA_HOME:-not set}), /usr/lib/jvm, /opt/java, ~/.sdkman, the java on the path
  install:   a JDK $wanted such as Eclipse Temurin (Debian and Ubuntu: package temurin-$wanted-jdk from Adoptium's
             repository, or openjdk-$wanted-jdk), or set JAVA_HOME to one
EOF
}
