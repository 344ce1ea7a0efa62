package io.cpqoms.quote.configuration;

/** Something that holds in every valid configuration. */
sealed interface Limit {

    /** The variables that it looks at. */
    int[] scope();

    boolean holds(int[] state);

    /** How many variables must change at least before it can hold; at least one, because it does not. */
    default int needs(int[] state) {
        return 1;
    }

    /** Whether it can hold only if such a variable changes, so that others need not be tried. */
    default boolean mayHelp(int variable, int[] state) {
        return true;
    }

    /** As many options of a group as it wants. */
    record OfGroup(OptionGroup group, int[] scope) implements Limit {

        @Override
        public boolean holds(int[] state) {
            int chosen = chosen(state);
            return chosen >= group.min() && chosen <= group.max();
        }

        @Override
        public int needs(int[] state) {
            int chosen = chosen(state);
            return chosen < group.min() ? group.min() - chosen : chosen - group.max();
        }

        @Override
        public boolean mayHelp(int variable, int[] state) {
            return state[variable] == (chosen(state) < group.min() ? 0 : 1);
        }

        int chosen(int[] state) {
            int chosen = 0;
            for (int variable : scope) {
                chosen += state[variable];
            }
            return chosen;
        }
    }

    /** An option that is always part of the product. */
    record OfOption(Option option, int variable) implements Limit {

        @Override
        public int[] scope() {
            return new int[] {variable};
        }

        @Override
        public boolean holds(int[] state) {
            return state[variable] == 1;
        }
    }

    /** A value of the attribute's domain, or none where it may have none. */
    record OfAttribute(Attribute attribute, int variable, Level level) implements Limit {

        @Override
        public int[] scope() {
            return new int[] {variable};
        }

        @Override
        public boolean holds(int[] state) {
            String value = level.value(attribute.id(), state);
            return value == null ? !attribute.required() : attribute.domain().contains(value);
        }
    }

    /** A rule of the catalog. */
    record OfRule(Rule rule, int[] scope, Level level) implements Limit {

        @Override
        public boolean holds(int[] state) {
            return rule.kept(level.holds(rule.when(), state), level.holds(rule.then(), state));
        }
    }

    /** A question of whoever looks at the configuration: is there a valid one for which this holds? */
    record Wanted(Condition condition, int[] scope, Level level) implements Limit {

        @Override
        public boolean holds(int[] state) {
            return level.holds(condition, state);
        }
    }
}
