package io.cpqoms.cli.topics.check;

import java.util.List;

/** The whole static gate: the form of the registry first, because the other rules read what the form guarantees. */
public final class RegistryCheck {
    static final List<Rule> RULES = List.of(
            NameRules::names,
            NameRules::streamKinds,
            ReferenceRules::duplicates,
            ReferenceRules::services,
            ReferenceRules::writers,
            ReferenceRules::readers,
            ReferenceRules::schemas,
            ReferenceRules::ends,
            BoundRules::retention,
            BoundRules::cleanup,
            BoundRules::replication,
            BoundRules::messageSize,
            BoundRules::partitions,
            BoundRules::measured,
            BoundRules::disk,
            DeadLetterRules::present,
            DeadLetterRules::noWeaker,
            DeadLetterRules::writers,
            DeadLetterRules::triage,
            AnswerRules::answered,
            DataRules::classification,
            DataRules::personalFields,
            SchemaRules::form,
            SchemaRules::identity,
            SchemaRules::closed,
            SchemaRules::bounded,
            MeaningRules::money,
            MeaningRules::time,
            MeaningRules::names,
            MeaningRules::entities,
            MeaningRules::apiReuse,
            ExampleRules::valid,
            ExampleRules::invalid,
            CompatibilityRules::released,
            CodeRules::channels,
            CodeRules::topicsInCode,
            CodeRules::declared,
            CodeRules::unused);

    private RegistryCheck() {}

    /** What is refused; empty when the contracts may go on. */
    public static List<Finding> of(Contracts contracts) {
        List<Finding> form = FormRules.form(contracts).toList();
        return form.isEmpty()
                ? RULES.stream().flatMap(rule -> rule.check(contracts)).toList()
                : form;
    }

    /** How many rules the gate has, the form of the file counted as one. */
    public static int rules() {
        return RULES.size() + 1;
    }
}
