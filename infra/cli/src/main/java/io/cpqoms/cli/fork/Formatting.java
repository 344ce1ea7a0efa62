package io.cpqoms.cli.fork;

import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.build.Maven;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Formats a fork's sources as the house does: another package sorts imports anew, and another name's length breaks lines
 * elsewhere. Without this the fork's first build would fail on its own formatter.
 */
final class Formatting {
    private static final String POM = ".format.xml";

    private final Path checkout;

    Formatting(Path checkout) {
        this.checkout = checkout;
    }

    void apply(Path fork, String service, Path log) {
        String parent = TextFiles.read(checkout.resolve("infra/parent/pom.xml"));
        TextFiles.write(
                fork.resolve(POM),
                TextFiles.template("format.xml.txt")
                        .replace("{service}", service)
                        .replace("{spotless}", property(parent, "spotless.version"))
                        .replace("{formatter}", property(parent, "palantir-java-format.version")));
        int exit = Maven.run(fork, log, "-q", "-B", "-ntp", "-f", POM, "spotless:apply");
        if (exit != 0) {
            throw new CpqFailure("nothing was forked: the formatter failed on the renamed sources; its log is " + log);
        }
        try {
            Files.delete(fork.resolve(POM));
        } catch (IOException e) {
            throw CpqFailure.environment("can't delete " + fork.resolve(POM) + ": " + e.getMessage(), e);
        }
    }

    private static String property(String pom, String name) {
        Matcher matcher =
                Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<").matcher(pom);
        if (!matcher.find()) {
            throw new CpqFailure("infra/parent/pom.xml has no property " + name);
        }
        return matcher.group(1);
    }
}
