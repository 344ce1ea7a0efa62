package io.cpqoms.cli.fork;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The service's README as the fork's: what it does stays; how the platform runs, tests and forks it goes. */
final class ServiceReadme {
    private static final Pattern OF_THE_PLATFORM = Pattern.compile("## (Run|Test|Fork)\\b.*");

    private ServiceReadme() {}

    static String of(String readme, ForkNames names) {
        List<String> kept = new ArrayList<>();
        boolean skipping = false;
        for (String line : readme.split("\n", -1)) {
            if (line.startsWith("## ")) {
                skipping = OF_THE_PLATFORM.matcher(line).matches();
            }
            if (!skipping) {
                kept.add(line);
            }
        }
        return String.join("\n", kept).strip() + "\n\n"
                + TextFiles.template("service-readme.txt")
                        .replace("{service}", names.service())
                        .replace("{database}", names.database())
                        .replace("{port}", names.port())
                        .replace("{management}", names.managementPort());
    }
}
