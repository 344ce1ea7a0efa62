package io.cpqoms.cli.fork;

import io.cpqoms.cli.CpqFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A service of this checkout as something to lift out: its folder and every name it goes by.
 *
 * @param title as people write it, such as "Quote service"
 * @param rootPackage the package all others of the service lie in
 * @param ports as it has them unless told otherwise
 * @param database its database and the role that owns it
 * @param platformVersion of the shared libraries it is built with
 */
record ServiceSource(
        String name,
        Path directory,
        String title,
        String rootPackage,
        String database,
        Ports ports,
        String platformVersion) {
    /** Where it answers clients and where operators. */
    record Ports(String api, String management) {}

    private static final String SETTINGS = "src/main/resources/application.properties";

    static ServiceSource of(Path checkout, String name) {
        List<String> services = names(checkout);
        if (!services.contains(name)) {
            throw CpqFailure.usage("there is no service '" + name + "'; there are " + String.join(", ", services));
        }
        Path directory = checkout.resolve(name);
        String settings = TextFiles.read(directory.resolve(SETTINGS));
        String pom = TextFiles.read(directory.resolve("pom.xml"));
        return new ServiceSource(
                name,
                directory,
                found("<name>([^<]+)</name>", pom),
                rootPackage(directory.resolve("src/main/java")),
                found("\\$\\{CPQ_DATABASE_OWNER:([a-z_0-9]+)}", settings),
                new Ports(
                        found("\\$\\{CPQ_HTTP_PORT:(\\d+)}", settings),
                        found("\\$\\{CPQ_MANAGEMENT_PORT:(\\d+)}", settings)),
                found("(?s)<parent>.*?<version>([^<]+)</version>", pom));
    }

    static List<String> names(Path checkout) {
        try (Stream<Path> folders = Files.list(checkout)) {
            return folders.filter(folder -> Files.exists(folder.resolve(SETTINGS)))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw CpqFailure.environment("can't read the checkout " + checkout + ": " + e.getMessage(), e);
        }
    }

    private static String rootPackage(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.endsWith("package-info.java"))
                    .map(file -> sources.relativize(file.resolveSibling(".").normalize()))
                    .min(Comparator.comparingInt(Path::getNameCount))
                    .map(path -> path.toString().replace('/', '.'))
                    .orElseThrow(() -> new CpqFailure(sources + " has no package-info.java to take the package from"));
        } catch (IOException e) {
            throw CpqFailure.environment("can't read " + sources + ": " + e.getMessage(), e);
        }
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new CpqFailure("the service does not say what its fork must rename: nothing matches " + pattern);
        }
        return matcher.group(1);
    }
}
