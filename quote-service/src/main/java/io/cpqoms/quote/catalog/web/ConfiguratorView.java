package io.cpqoms.quote.catalog.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.quote.configuration.Answer;
import io.cpqoms.quote.configuration.Answer.Change;
import io.cpqoms.quote.web.ConfigurationChoices;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What comes of choices about a product. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ConfiguratorAnswer")
record ConfiguratorView(
        @Schema(description = "The choices with what defaults and rules add; each says by what.")
        ConfigurationChoices completed,

        boolean valid,

        @Schema(description = "What is wrong; a quote with it is not priced.")
        List<BreachView> breaches,

        @Schema(
                description =
                        "The smallest change that keeps all rules; absent when nothing is wrong, or none was found.")
        @Nullable
        RepairView repair,

        @Schema(description = "Rules that were looked at and whose condition does not hold.")
        List<NotAppliedView> notApplied) {

    /** Something that is wrong. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ConfigurationBreach")
    record BreachView(
            @Schema(examples = "rules.fastNeedsPro") String place,
            @Nullable String rule,
            String sentence) {}

    /** A change that mends it. */
    @Schema(name = "ConfigurationRepair")
    record RepairView(
            @Schema(
                    description = "The change in a sentence.",
                    examples = "choose 1 × Router Pro, leave out Router Basic")
            String words,

            List<ChangeView> changes,

            @Schema(description = "Whether nothing smaller, or as small and cheaper, was left unseen.")
            boolean proven,

            @Schema(description = "What to choose for it; completed, it is valid.")
            ConfigurationChoices choices) {}

    /** One choice that changes: of an option its quantity, of an attribute its value. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ConfigurationChange")
    record ChangeView(
            @Nullable String within,
            @Nullable String groupId,
            @Nullable String productId,
            @Nullable String attribute,
            @Nullable String from,
            @Nullable String to,
            String words) {

        static ChangeView of(Change change) {
            return switch (change) {
                case Change.OfOption(var place, var group, var product, int from, int to, var words) ->
                    new ChangeView(
                            trimmed(place),
                            group,
                            product.value(),
                            null,
                            Integer.toString(from),
                            Integer.toString(to),
                            words);
                case Change.OfAttribute(var place, var id, var from, var to, var words) ->
                    new ChangeView(trimmed(place), null, null, id, from.orElse(null), to.orElse(null), words);
            };
        }
    }

    /** A rule that did not apply. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "RuleNotApplied")
    record NotAppliedView(@Nullable String within, String rule, String sentence) {}

    static ConfiguratorView of(Answer answer) {
        return new ConfiguratorView(
                ConfigurationChoices.of(answer.completed()),
                answer.isValid(),
                answer.breaches().stream()
                        .map(breach ->
                                new BreachView(breach.place(), breach.rule().orElse(null), breach.sentence()))
                        .toList(),
                answer.repair()
                        .map(repair -> new RepairView(
                                repair.words(),
                                repair.changes().stream().map(ChangeView::of).toList(),
                                repair.proven(),
                                ConfigurationChoices.of(repair.choices())))
                        .orElse(null),
                answer.notApplied().stream()
                        .map(rule -> new NotAppliedView(trimmed(rule.place()), rule.rule(), rule.sentence()))
                        .toList());
    }

    /** The options that lead there, without the slash behind the last. */
    private static @Nullable String trimmed(String place) {
        return place.isEmpty() ? null : place.substring(0, place.length() - 1);
    }
}
