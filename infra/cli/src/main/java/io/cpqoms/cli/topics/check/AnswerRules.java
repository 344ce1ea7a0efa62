package io.cpqoms.cli.topics.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.topics.registry.RegisteredTopic;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The ten questions that a topic must answer before it is created. */
final class AnswerRules {
    static final List<String> QUESTIONS =
            List.of("need", "owner", "readers", "key", "load", "retention", "data", "failure", "replay", "end");
    private static final Pattern EVASION =
            Pattern.compile("(?i).*\\b(todo|tbd|tba|fixme|n/?a|to be (decided|defined|done)|unclear)\\b.*");

    private AnswerRules() {}

    static Stream<Finding> answered(Contracts contracts) {
        return contracts.registry().all().stream()
                .flatMap(topic -> open(topic)
                        .map(question -> new Finding(
                                "answers",
                                topic.name(),
                                "does not answer: " + wording(question, contracts),
                                "answer it under answers." + question + ", or name an answer set that does")));
    }

    private static Stream<String> open(RegisteredTopic topic) {
        JsonNode answers = topic.answers();
        return QUESTIONS.stream()
                .filter(question -> answers.path(question).asText().isBlank()
                        || EVASION.matcher(answers.path(question).asText()).matches());
    }

    /** The question itself stands in the registry's schema, where editors show it. */
    private static String wording(String question, Contracts contracts) {
        JsonNode known = contracts.form().at("/$defs/answers/properties/" + question + "/description");
        return known.asText(question);
    }
}
