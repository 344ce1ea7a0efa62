package io.cpqoms.cli.fork;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every place where a service says its own name, turned into the fork's. What names another service, a topic that is only
 * read, or the shared libraries stays as it is.
 */
final class Renaming {
    /** Requirement ids are those of the platform's document; in a fork they would name nothing. */
    private static final Pattern REQUIREMENT_TAG =
            Pattern.compile("(?m)^[ \\t]*@Tag\\(\"[A-Z]{2,5}-\\d+\"\\)[ \\t]*\\R|[ \\t]*@Tag\\(\"[A-Z]{2,5}-\\d+\"\\)");

    private static final Pattern TAG_IMPORT = Pattern.compile("(?m)^import org\\.junit\\.jupiter\\.api\\.Tag;\\R");

    private record Rule(Pattern pattern, String replacement) {}

    private final List<Rule> rules = new ArrayList<>();
    private final String oldPackagePath;
    private final String newPackagePath;

    /** @param ownSubjects the second parts of the topics that the service owns, such as {@code quote} */
    Renaming(ServiceSource source, ForkNames names, List<String> ownSubjects) {
        oldPackagePath = source.rootPackage().replace('.', '/');
        newPackagePath = names.rootPackage().replace('.', '/');
        add("\\b" + Pattern.quote(source.rootPackage()) + "\\b", names.rootPackage());
        add("\\b" + Pattern.quote(oldPackagePath) + "\\b", newPackagePath);
        for (String subject : ownSubjects) {
            add(contractOf(subject), names.domain() + "." + subject + ".");
        }
        spelled(source, names);
        add("\\b" + source.ports().management() + "\\b", names.managementPort());
        add("\\b" + source.ports().api() + "\\b", names.port());
        String database = "\\b" + source.database() + "\\b";
        add("(jdbc:postgresql://[^/\\s]+/)" + database, "$1" + names.database());
        add(
                "(CPQ_DATABASE_(?:USER|PASSWORD|OWNER|OWNER_PASSWORD):)" + source.database() + "(?=_service}|})",
                "$1" + names.database());
        add("(\"database\", value = \"|rows\\(\")" + database, "$1" + names.database());
        // Names that services share by accident: indexes of one search cluster.
        add("\\bcpq-(quotes|orders)\\b", names.domain() + "-$1");
    }

    /** Topics and schema ids, but not configuration keys such as {@code cpq.quote.validity}. */
    static String contractOf(String subject) {
        return "(?<![\\w.])cpq\\." + subject + "\\.(?=[A-Z]|[a-z-]+\\.v\\d)";
    }

    String text(Path file, String text) {
        String renamed = text(text);
        return file.toString().endsWith(".java") ? withoutRequirementTags(renamed) : renamed;
    }

    String text(String text) {
        String renamed = text;
        for (Rule rule : rules) {
            renamed = rule.pattern().matcher(renamed).replaceAll(rule.replacement());
        }
        return renamed;
    }

    Path path(Path file) {
        return Path.of(text(file.toString().replace(oldPackagePath, newPackagePath)));
    }

    private void spelled(ServiceSource source, ForkNames names) {
        add("(?<![\\w-])" + source.name() + "(?![\\w-])", names.service());
        add("\\b" + source.title() + "\\b", names.title());
        add("\\b" + lowerFirst(source.title()) + "\\b", lowerFirst(names.title()));
        add("\\b" + joined(source.name()) + "(?=[A-Z]|\\b)", joined(names.service()));
        add("\\b" + lowerFirst(joined(source.name())) + "(?=[A-Z]|\\b)", lowerFirst(joined(names.service())));
        add("\\b" + source.name().replace('-', '_') + "\\b", names.service().replace('-', '_'));
    }

    private void add(String pattern, String replacement) {
        rules.add(new Rule(Pattern.compile(pattern), replacement));
    }

    private static String withoutRequirementTags(String java) {
        String bare = REQUIREMENT_TAG.matcher(java).replaceAll("");
        return bare.contains("@Tag(") ? bare : TAG_IMPORT.matcher(bare).replaceAll("");
    }

    /** {@code quote-service} as {@code QuoteService}. */
    static String joined(String kebab) {
        Matcher words = Pattern.compile("(?:^|-)([a-z0-9])").matcher(kebab);
        return words.replaceAll(word -> word.group(1).toUpperCase(Locale.ROOT));
    }

    static String lowerFirst(String words) {
        return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }
}
