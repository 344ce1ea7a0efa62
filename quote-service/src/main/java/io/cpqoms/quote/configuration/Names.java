package io.cpqoms.quote.configuration;

import static io.cpqoms.command.decision.TypeNames.named;

import io.cpqoms.command.decision.TypeNames;

/** What the kinds of conditions and domains are called in stored documents. */
public final class Names {

    public static final TypeNames<Condition> CONDITIONS = TypeNames.of(
            Condition.class,
            named(Condition.Selected.class, "selected"),
            named(Condition.Compared.class, "compared"),
            named(Condition.All.class, "all"),
            named(Condition.Any.class, "any"),
            named(Condition.Not.class, "not"));

    public static final TypeNames<Domain> DOMAINS = TypeNames.of(
            Domain.class,
            named(Domain.Choice.class, "choice"),
            named(Domain.IntegerRange.class, "integer"),
            named(Domain.Flag.class, "boolean"));

    private Names() {}
}
