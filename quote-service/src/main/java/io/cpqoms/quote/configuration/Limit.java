package io.cpqoms.quote.configuration;

import java.util.function.IntPredicate;

/** Something that holds in every valid configuration. */
sealed interface Limit {

    /** The variables that it looks at. */
    int[] scope();

    boolean holds(int[] state);

    /** How many variables must change at least before it can hold; at least one, because it does not. */
    default int needs(int[] state) {
        return 1;
    }

    /** Which variables can make it hold by changing; others need not be tried. */
    default IntPredicate helpful(int[] state) {
        return variable -> true;
    }

    /** How many parts it is made of, each of which is looked at. */
    default int parts() {
        return scope().length;
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
        public IntPredicate helpful(int[] state) {
            int wrong = chosen(state) < group.min() ? 0 : 1;
            return variable -> state[variable] == wrong;
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

        @Override
        public int parts() {
            return Math.toIntExact(
                    rule.when().leaves().count() + rule.then().leaves().count());
        }
    }

    /** A question of whoever looks at the configuration: is there a valid one for which this holds? */
    record Wanted(Condition condition, int[] scope, Level level) implements Limit {

        @Override
        public boolean holds(int[] state) {
            return level.holds(condition, state);
        }

        @Override
        public int parts() {
            return Math.toIntExact(condition.leaves().count());
        }
    }
}
