package io.cpqoms.command.settings;

import io.cpqoms.command.logging.OutsideOfATerminal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Finds names that nobody reads: a typing mistake would otherwise leave a default in force and say nothing.
 *
 * <p>The service's own files may hold no name that begins as its settings do, or with {@code cpq}, and is none. The environment and the
 * system properties are shared with others: there a name is refused that lies in a mapping's group, or that a setting was mistyped for.
 */
final class UnknownNames {

    private static final String OURS = "cpq.";
    private static final int SHORTEST_TO_COMPARE = 12;

    /**
     * Where servers and neighbours are, and who one is to them: a deployment gives it to all services alike. A service that doesn't read
     * one of them, or is told the same by another name, is not set up wrongly.
     */
    static final Set<String> GIVEN_TO_ALL = Set.of(
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

    /** What Kubernetes puts into the environment of a container for every service in its namespace. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT(_\\d+_(TCP|UDP)(_(PROTO|PORT|ADDR))?)?)");

    private final List<Setting> settings;
    private final Set<String> groups;
    private final Set<String> beginnings;
    private final Set<String> names = new TreeSet<>();
    private final Set<String> variables = new HashSet<>(GIVEN_TO_ALL);

    /**
     * @param groups the prefixes of the mappings
     * @param beginnings of names that are read though no mapping has them
     */
    UnknownNames(List<Setting> settings, Set<String> groups, Set<String> beginnings) {
        this.settings = settings;
        this.groups = groups;
        this.beginnings = beginnings;
        names.add(OutsideOfATerminal.JSON);
        for (Setting setting : settings) {
            names.add(setting.name());
            variables.add(Names.variable(setting.name()));
        }
    }

    void refuseIn(Given given, List<Complaint> complaints) {
        Optional<Set<String>> referredTo = Optional.empty();
        Set<String> told = new HashSet<>();
        for (String name : given.names()) {
            if (!isSuspect(name, given)) {
                continue;
            }
            if (referredTo.isEmpty()) {
                referredTo = Optional.of(given.variablesReferredTo());
            }
            String variable = Names.variable(name);
            if (!referredTo.get().contains(variable) && told.add(variable)) {
                complaints.add(complaint(name, given));
            }
        }
    }

    private boolean isSuspect(String name, Given given) {
        String variable = Names.variable(name);
        boolean mayBeOurs = variable.startsWith("CPQ_") || isInAGroup(variable) || isNearAGroup(variable);
        if (!mayBeOurs || isKnown(name) || beginnings.stream().anyMatch(known -> begins(variable, known))) {
            return false;
        }
        // A file of secrets may give what is a variable elsewhere, under that name.
        if (given.isOwn(name) && !name.equals(variable)) {
            return name.startsWith(OURS) || isInAGroup(variable) || isMistyped(variable);
        }
        if (variables.contains(variable) || SERVICE_LINK.matcher(variable).matches()) {
            return false;
        }
        return isInAGroup(variable) || isMistyped(variable);
    }

    private boolean isKnown(String name) {
        return names.contains(name) || settings.stream().anyMatch(setting -> setting.isCalled(name));
    }

    private boolean isMistyped(String variable) {
        return variable.length() >= SHORTEST_TO_COMPARE && Names.isMistyped(variable, names);
    }

    private boolean isInAGroup(String variable) {
        return groups.stream().anyMatch(group -> begins(variable, group + "."));
    }

    /** Cheap, to compare few of the thousands of names of a service letter by letter. */
    private boolean isNearAGroup(String variable) {
        return groups.stream()
                .map(Names::variable)
                .anyMatch(group -> variable.length() > group.length()
                        && variable.charAt(0) == group.charAt(0)
                        && Names.changes(variable.substring(0, group.length()), group) <= Names.MISTYPED);
    }

    private static boolean begins(String variable, String name) {
        return variable.startsWith(Names.variable(name));
    }

    private Complaint complaint(String name, Given given) {
        boolean variable = given.isVariable(name);
        List<String> meant = Names.meant(name, names);
        String guess = meant.isEmpty()
                ? ""
                : ": did you mean "
                        + Names.list(
                                variable ? meant.stream().map(Names::variable).toList() : meant)
                        + "?";
        return new Complaint(
                variable ? Names.variable(name) : name,
                "given by " + given.place(name),
                "another name, because nothing reads this one" + guess);
    }
}
