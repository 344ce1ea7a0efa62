package io.cpqoms.cli.fork;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The service's Dockerfile as the fork's. Its build context is the fork's top folder, which looks like the platform's, so that
 * only the stage that builds the shared libraries differs: without vendored ones there is nothing to build.
 */
final class ForkDockerfile {
    /** Builds the vendored libraries inside of the image build; the Dockerfile of a service says so. */
    static final String LIBRARY_SCRIPT = "infra/compose/build-libraries.sh";

    private static final Pattern LIBRARIES = Pattern.compile("(?ms)^# <libraries>.*?^# </libraries>\\R");
    private static final Pattern COMPOSITION = Pattern.compile(",? or with all others by infra/compose");
    private static final String PUBLISHED = """
            # <libraries> The shared libraries come from the Maven repository that the poms or the build's settings name.
            FROM maven:3-eclipse-temurin-25 AS libraries
            WORKDIR /src
            # </libraries>
            """;

    private ForkDockerfile() {}

    static String of(String dockerfile, boolean vendored) {
        String alone =
                COMPOSITION.matcher(dockerfile).replaceAll("").replace("built from the checkout", "built at the top");
        return vendored ? alone : LIBRARIES.matcher(alone).replaceAll(Matcher.quoteReplacement(PUBLISHED));
    }
}
