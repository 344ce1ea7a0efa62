package io.cpqoms.cli.fork;

import io.cpqoms.cli.fork.Fork.Libraries;

/** The poms of a fork: coordinates of its own, and the platform's parent beside it or from a repository. */
record ForkPom(ForkNames names, Libraries libraries) {
    private static final String PARENT_BESIDE = "    <relativePath>../infra/parent/pom.xml</relativePath>\n";

    String of(String pom) {
        String coordinates = "  <groupId>" + names.group() + "</groupId>\n  <artifactId>" + names.service()
                + "</artifactId>\n  <version>" + ForkNames.VERSION + "</version>\n";
        String own = pom.replace("\n  <artifactId>" + names.service() + "</artifactId>\n", "\n" + coordinates);
        if (libraries.vendored()) {
            return own;
        }
        String elsewhere = own.replace(PARENT_BESIDE, "    <relativePath/>\n");
        return libraries
                .repository()
                .map(url -> elsewhere.replace("\n  <dependencies>\n", "\n" + repository(url) + "\n  <dependencies>\n"))
                .orElse(elsewhere);
    }

    /** The pom at the top, which has the same parent so that what works in a module works here. */
    String reactor(String template) {
        return template.replace(
                        "{parent}",
                        libraries.vendored() ? "<relativePath>infra/parent/pom.xml</relativePath>" : "<relativePath/>")
                .replace(
                        "{repositories}",
                        libraries
                                .repository()
                                .map(ForkPom::repository)
                                .map(text -> "\n" + text)
                                .orElse(""));
    }

    private static String repository(String url) {
        return """
                  <repositories>
                    <repository>
                      <id>cpq-platform</id>
                      <url>%s</url>
                    </repository>
                  </repositories>
                """.formatted(url);
    }
}
