#!/bin/sh
# Inside the image builds: installs the parent and the shared libraries into the image's own Maven repository.
# "download" runs on poms without sources and also fetches what services are built with; "install" runs on the sources.
set -eu

maven() { mvn -B -ntp -q -Dquick -Dmaven.test.skip "$@"; }

case ${1:-} in
  download)
    maven install -f infra/parent/pom.xml
    # The embedded servers are not in any image: their pom is all that infra/local asks for.
    maven install:install -f infra/local/servers/pom.xml
    # No image runs a test, but Maven wants the test kit to exist; it stays empty.
    for module in topics local testkit values command messaging; do
      maven install -f "infra/$module/pom.xml"
    done
    maven quarkus:go-offline -f infra/messaging/pom.xml
    ;;
  install)
    for module in topics values command messaging; do
      maven install -f "infra/$module/pom.xml"
    done
    ;;
  *)
    echo "usage: $0 download|install" >&2
    exit 2
    ;;
esac
