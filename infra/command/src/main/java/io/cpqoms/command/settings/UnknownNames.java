package io.cpqoms.command.settings;

import io.cpqoms.command.logging.OutsideOfATerminal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds names that nobody reads: a typing mistake would otherwise leave a default in force and say nothing. They are told and stop
 * nothing, because sources are shared: what this service doesn't know is known to another one.
 */
final class UnknownNames {

    private static final String OURS = "cpq.";

    /** Where servers and neighbours are, and who one is to them: a deployment gives it to all services alike. */
    private static final Set<String> GIVEN_TO_ALL = Set.of(
            "CPQ_QUOTE_URL",
            "CPQ_ORDER_URL",
            "CPQ_PARTNERS_URL",
            "CPQ_OPENSEARCH_URL",
            "CPQ_SMTP_HOST",
            "CPQ_SMTP_PORT",
            "CPQ_HISTORY_LEVEL",
            "CPQ_DATABASE_URL",
            "CPQ_DATABASE_USER",
            "CPQ_DATABASE_PASSWORD",
            "CPQ_DATABASE_OWNER",
            "CPQ_DATABASE_OWNER_PASSWORD",
            "CPQ_DATABASE_POOL");

    /** What Kubernetes puts into the environment of a container for every service in its namespace, where the name alone says it. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT_\\d+_(TCP|UDP)_(PROTO|PORT|ADDR))");

    private static final Pattern SERVICE_ADDRESS = Pattern.compile("(tcp|udp)://.*");

    private final Given given;
    private final Set<String> groups;
    private final Set<String> names = new TreeSet<>(Set.of(OutsideOfATerminal.JSON));
    private final Set<String> variables = new HashSet<>();
    private final Set<String> referredTo;
    private final List<Pattern> namesOfMany = new ArrayList<>();
    private final List<Pattern> variablesOfMany = new ArrayList<>();

    /**
     * @param groups the prefixes of the mappings
     * @param beginnings of names that are read though no mapping has them
     */
    UnknownNames(Collection<Setting> settings, Collection<String> groups, Collection<String> beginnings, Given given) {
        this.given = given;
        this.groups = groups.stream().map(group -> Names.variable(group + ".")).collect(Collectors.toSet());
        this.referredTo = given.referredTo();
        for (Setting setting : settings) {
            if (setting.isOfMany()) {
                addMany(setting.name());
            } else {
                names.add(setting.name());
            }
        }
        beginnings.forEach(beginning -> addMany(beginning + Setting.ANY));
        names.forEach(name -> variables.add(Names.variable(name)));
        referredTo.stream()
                .filter(name -> name.toUpperCase(Locale.ROOT).startsWith("CPQ"))
                .filter(name -> variables.add(Names.variable(name)))
                .forEach(names::add);
    }

    private void addMany(String name) {
        namesOfMany.add(pattern(name, "(\"[^\"]+\"|.+)", UnaryOperator.identity()));
        variablesOfMany.add(pattern(name, ".+", Names::variable));
    }

    private static Pattern pattern(String name, String any, UnaryOperator<String> written) {
        return Pattern.compile(Arrays.stream(name.split(Pattern.quote(Setting.ANY), -1))
                .map(written)
                .map(Pattern::quote)
                .collect(Collectors.joining(any)));
    }

    /** Tells of each that is given, without its value: it may be a secret under a mistyped name. */
    void tell() {
        Set<String> told = new HashSet<>();
        for (String name : given.names()) {
            String variable = Names.variable(name);
            if (mayBeOurs(name, variable) && isUnknown(name, variable) && told.add(variable)) {
                given.doubt(name, guess(name, variable));
            }
        }
    }

    /** In files whatever begins as ours do; a variable or a system property may be anybody's, unless it lies in a group of settings or is nearly one. */
    private boolean mayBeOurs(String name, String variable) {
        return (name.startsWith(OURS) && given.isInAFile(name))
                || groups.stream().anyMatch(variable::startsWith)
                || Names.isMistyped(variable, variables);
    }

    private boolean isUnknown(String name, String variable) {
        if (given.isVariable(name)) {
            return !variables.contains(variable)
                    && !GIVEN_TO_ALL.contains(variable)
                    && variablesOfMany.stream()
                            .noneMatch(many -> many.matcher(variable).matches())
                    && !isServiceLink(name, variable);
        }
        if (name.equals(variable)) {
            return !referredTo.contains(variable) && !GIVEN_TO_ALL.contains(variable);
        }
        return !names.contains(name)
                && namesOfMany.stream().noneMatch(many -> many.matcher(name).matches());
    }

    private boolean isServiceLink(String name, String variable) {
        return SERVICE_LINK.matcher(variable).matches()
                || given.text(name)
                        .filter(text -> SERVICE_ADDRESS.matcher(text).matches())
                        .isPresent();
    }

    private String guess(String name, String variable) {
        List<String> meant = Names.meant(name, names);
        boolean ofTheEnvironment = given.isVariable(name);
        Optional<String> sameInAFile = meant.stream()
                .filter(known -> !ofTheEnvironment && Names.variable(known).equals(variable))
                .findFirst();
        if (sameInAFile.isPresent()) {
            return "in a file it is called " + sameInAFile.get();
        }
        return meant.isEmpty()
                ? "nothing has a name like it"
                : "did you mean "
                        + meant.stream()
                                .map(known -> ofTheEnvironment ? Names.variable(known) : known)
                                .collect(Collectors.joining(" or "))
                        + "?";
    }
}
