package io.cpqoms.quote.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.sat4j.core.VecInt;
import org.sat4j.minisat.SolverFactory;
import org.sat4j.specs.ContradictionException;
import org.sat4j.specs.ISolver;
import org.sat4j.specs.TimeoutException;

/** The same questions asked of a complete solver: the limits as clauses, written down from the catalog and not from our evaluation. */
final class SatOracle {

    private final Level level;
    private final ISolver solver = SolverFactory.newDefault();
    private final int[] first;
    private int last;
    private boolean contradiction;

    /** @param level numbers the variables and lists their values, nothing else */
    SatOracle(ProductConfiguration configuration, Level level) {
        this.level = level;
        this.first = new int[level.size()];
        for (int variable = 0; variable < level.size(); variable++) {
            first[variable] = last + 1;
            last += level.isOption(variable) ? 1 : level.width(variable);
        }
        solver.newVar(100_000);
        for (int variable = level.options().size(); variable < level.size(); variable++) {
            domain(variable);
        }
        configuration.groups().forEach(this::group);
        for (Rule rule : configuration.rules()) {
            int when = literal(rule.when());
            int then = literal(rule.then());
            clause(-when, rule.kind() == Rule.Kind.EXCLUDES ? -then : then);
        }
    }

    private void domain(int variable) {
        int[] values = IntStream.range(0, level.width(variable))
                .map(value -> first[variable] + value)
                .toArray();
        between(values, 1, 1);
        Attribute attribute = level.attribute(variable);
        int[] state = new int[level.size()];
        for (int value = 0; value < values.length; value++) {
            state[variable] = value;
            String text = level.value(attribute.id(), state);
            if (text == null ? attribute.required() : !attribute.domain().contains(text)) {
                clause(-values[value]);
            }
        }
    }

    private void group(OptionGroup group) {
        int[] options = group.options().stream()
                .mapToInt(option -> first[level.variable(option.productId())])
                .toArray();
        between(options, group.min(), group.max());
        group.options().stream()
                .filter(option -> option.min() > 0)
                .forEach(option -> clause(first[level.variable(option.productId())]));
    }

    /** A literal that is true exactly when the condition holds. */
    private int literal(Condition condition) {
        return switch (condition) {
            case Condition.Selected(var option) -> first[level.variable(option)];
            case Condition.Not(var of) -> -literal(of);
            case Condition.All(var of) ->
                -anyOf(of.stream().map(each -> -literal(each)).toList());
            case Condition.Any(var of) -> anyOf(of.stream().map(this::literal).toList());
            case Condition.Compared compared -> anyOf(matching(compared));
        };
    }

    private List<Integer> matching(Condition.Compared compared) {
        int variable = level.variable(compared.attribute());
        List<Integer> matching = new ArrayList<>();
        int[] state = new int[level.size()];
        for (int value = 1; value < level.width(variable); value++) {
            state[variable] = value;
            String text = String.valueOf(level.value(compared.attribute(), state));
            boolean matches = switch (compared.comparison()) {
                case IS -> text.equals(compared.value());
                case AT_LEAST -> Integer.parseInt(text) >= Integer.parseInt(compared.value());
                case AT_MOST -> Integer.parseInt(text) <= Integer.parseInt(compared.value());
            };
            if (matches) {
                matching.add(first[variable] + value);
            }
        }
        return matching;
    }

    private int anyOf(List<Integer> literals) {
        int any = ++last;
        literals.forEach(literal -> clause(-literal, any));
        int[] all = IntStream.concat(IntStream.of(-any), literals.stream().mapToInt(Integer::intValue))
                .toArray();
        clause(all);
        return any;
    }

    private void clause(int... literals) {
        try {
            solver.addClause(new VecInt(literals));
        } catch (ContradictionException e) {
            contradiction = true;
        }
    }

    private void between(int[] literals, int min, int max) {
        try {
            if (min > 0) {
                solver.addAtLeast(new VecInt(literals), min);
            }
            if (max < literals.length) {
                solver.addAtMost(new VecInt(literals), Math.max(0, max));
            }
            contradiction |= max < 0;
        } catch (ContradictionException e) {
            contradiction = true;
        }
    }

    boolean isSatisfiable() {
        try {
            return !contradiction && solver.isSatisfiable();
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a valid state differs from this one in at most so many variables. */
    static boolean isWithin(ProductConfiguration configuration, Level level, int changes, int[] state) {
        SatOracle oracle = new SatOracle(configuration, level);
        oracle.between(
                IntStream.range(0, level.size())
                        .map(variable -> oracle.changed(variable, state[variable]))
                        .toArray(),
                0,
                changes);
        return oracle.isSatisfiable();
    }

    private int changed(int variable, int value) {
        return level.isOption(variable)
                ? (value == 1 ? -first[variable] : first[variable])
                : -(first[variable] + value);
    }
}
