package io.cpqoms.cli.fork;

import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.proof.Store;
import io.cpqoms.local.server.Database;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/**
 * What the fork is called, in every spelling that files need.
 *
 * @param service kebab case, the artifact and the principal, such as {@code renewal-service}
 * @param rootPackage where its classes lie
 * @param port that it listens on unless told otherwise
 */
record ForkNames(String service, String rootPackage, String port) {
    static final String VERSION = "0.1.0-SNAPSHOT";

    private static final Pattern SERVICE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern PACKAGE = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+");
    private static final int MANAGEMENT_OFFSET = 1_000;
    private static final int HIGHEST_PORT = 65_535 - MANAGEMENT_OFFSET;
    private static final int LONGEST_SERVICE = 40;
    private static final List<String> KINDS = List.of("-service", "-projector", "-bridge");
    private static final List<String> TAKEN_PACKAGES = List.of("io.cpqoms", "java", "javax", "jakarta", "io.quarkus");

    ForkNames {
        if (!SERVICE.matcher(service).matches() || service.length() > LONGEST_SERVICE) {
            throw CpqFailure.usage("'" + service + "' can't name a service: lower-case words with dashes between them,"
                    + " at most " + LONGEST_SERVICE + " characters, such as renewal-service (--name)");
        }
        if (!PACKAGE.matcher(rootPackage).matches() || !SourceVersion.isName(rootPackage)) {
            throw CpqFailure.usage("'" + rootPackage + "' can't be a package: at least two lower-case Java names with"
                    + " dots between them, such as com.example.renewal (--package)");
        }
        for (String taken : TAKEN_PACKAGES) {
            if (rootPackage.equals(taken) || rootPackage.startsWith(taken + ".")) {
                throw CpqFailure.usage("the package '" + rootPackage + "' lies in " + taken
                        + ", which belongs to others; take one of your own, such as com.example.renewal (--package)");
            }
        }
        if (!port.matches("[1-9][0-9]{3,4}") || Integer.parseInt(port) > HIGHEST_PORT) {
            throw CpqFailure.usage("'" + port + "' can't be a port: a number from 1024 to " + HIGHEST_PORT
                    + " (--port); its management listens " + MANAGEMENT_OFFSET + " above");
        }
        if (domain(service).equals("cpq")) {
            throw CpqFailure.usage("'" + service + "' would own topics that begin with cpq, which are the platform's;"
                    + " take another name, such as renewal-service (--name)");
        }
    }

    /** Refuses the name of a service that the platform has. */
    ForkNames notOneOf(List<String> services) {
        if (services.contains(service)) {
            throw CpqFailure.usage("the platform has a " + service
                    + " already; a fork needs a name of its own, such as renewal-service (--name)");
        }
        for (Store store : Store.values()) {
            if (database().equals(Database.serviceOf(store.database()))
                    || database().equals(Database.readerOf(store.database()))) {
                throw CpqFailure.usage("the database of " + service + " would be " + database()
                        + ", which is the name of a login of the platform's; take another name (--name)");
            }
        }
        return this;
    }

    /** The Maven group: the package without its last part. */
    String group() {
        return rootPackage.substring(0, rootPackage.lastIndexOf('.'));
    }

    /** Where it answers operators: as far above the other port as in the platform's own services. */
    String managementPort() {
        return Integer.toString(Integer.parseInt(port) + MANAGEMENT_OFFSET);
    }

    /** The first part of the topics it owns. */
    String domain() {
        return domain(service);
    }

    /** With an underscore in it, because none of SQL's reserved words has one ({@code user-service}, {@code order-desk}). */
    String database() {
        return (service.contains("-") ? service : service + "-db").replace('-', '_');
    }

    /** "Renewal service". */
    String title() {
        String words = service.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String domain(String service) {
        for (String kind : KINDS) {
            if (service.endsWith(kind)) {
                return service.substring(0, service.length() - kind.length());
            }
        }
        return service;
    }
}
