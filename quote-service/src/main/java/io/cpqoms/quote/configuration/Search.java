package io.cpqoms.quote.configuration;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the valid state that differs from a given one in the fewest variables; among those for the one that changes the fewest choices of
 * the user, then for the cheapest, then for the one that is found first, in the order of the catalog.
 *
 * <p>Some variable of every limit that does not hold must change. So it takes such a limit and tries each of its variables in turn, with all
 * before it left as they are; for one change, then two, and so on. Limits that share no variable must each be mended, which tells early when
 * the changes that are left are too few. It ends when the effort of the request is spent, and says so.
 */
final class Search {

    private final Level level;
    private final List<Limit> limits;
    private final int[][] limitsOf;
    private final int[] state;
    private final Weights weights;
    private final BitSet broken = new BitSet();
    private final boolean[] fixed;
    private final int[] parts;
    private final Effort effort;
    private boolean firstOnly;
    private int usersChanged;
    private BigDecimal price = BigDecimal.ZERO;
    private @Nullable Found best;

    /** What a change of a variable costs: whether the user chose it, and by how much the price goes up with the option. */
    record Weights(boolean[] users, BigDecimal[] prices) {

        static Weights none(int size) {
            BigDecimal[] prices = new BigDecimal[size];
            Arrays.fill(prices, BigDecimal.ZERO);
            return new Weights(new boolean[size], prices);
        }
    }

    /** @param proven whether nothing better was left unseen */
    record Found(int[] state, int users, BigDecimal price, boolean proven) {}

    Search(Level level, List<Limit> limits, int[] start, Weights weights, Effort effort) {
        this.level = level;
        this.limits = limits;
        this.state = start.clone();
        this.weights = weights;
        this.effort = effort;
        this.parts = limits.stream().mapToInt(Limit::parts).toArray();
        this.fixed = new boolean[level.size()];
        List<List<Integer>> of = new ArrayList<>();
        IntStream.range(0, level.size()).forEach(variable -> of.add(new ArrayList<>()));
        for (int limit = 0; limit < limits.size(); limit++) {
            for (int variable : limits.get(limit).scope()) {
                of.get(variable).add(limit);
            }
            evaluate(limit);
        }
        this.limitsOf = of.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    /** Leaves these variables as they are. */
    Search leaving(IntStream variables) {
        variables.forEach(variable -> fixed[variable] = true);
        return this;
    }

    /** The nearest valid state, if one was found. */
    Optional<Found> nearest() {
        for (int changes = 0; changes <= level.size() && best == null && !isOver(); changes++) {
            look(changes);
        }
        Found found = best;
        return found == null
                ? Optional.empty()
                : Optional.of(new Found(found.state(), found.users(), found.price(), !isOver()));
    }

    /** Any valid state; nothing when there is none, or when the effort is over before it could be told. */
    Optional<int[]> any() {
        firstOnly = true;
        for (int changes = 0; changes <= Math.min(4, level.size()) && !isDone(); changes++) {
            look(changes);
        }
        if (!isDone()) {
            look(level.size());
        }
        return Optional.ofNullable(best).map(Found::state);
    }

    private boolean isOver() {
        return effort.isOver();
    }

    /** Whether nothing more need be looked at: for want of effort, or because one state is as good as another. */
    private boolean isDone() {
        return isOver() || (firstOnly && best != null);
    }

    private void look(int left) {
        effort.spend(1);
        if (broken.isEmpty()) {
            found();
            return;
        }
        if (left == 0 || isDone()) {
            return;
        }
        Branch branch = branch(left);
        if (branch == null || isNoBetter(branch, left)) {
            return;
        }
        int tried = 0;
        for (int variable : branch.variables()) {
            if (isDone()) {
                break;
            }
            change(variable, left);
            tried++;
        }
        for (int i = 0; i < tried; i++) {
            fixed[branch.variables()[i]] = false;
        }
    }

    private void change(int variable, int left) {
        int former = state[variable];
        fixed[variable] = true;
        usersChanged += weights.users()[variable] ? 1 : 0;
        for (int value = 0; value < level.width(variable) && !isDone(); value++) {
            if (value != former) {
                BigDecimal before = price;
                price = price.add(difference(variable, former));
                set(variable, value);
                look(left - 1);
                price = before;
            }
        }
        set(variable, former);
        usersChanged -= weights.users()[variable] ? 1 : 0;
    }

    private void set(int variable, int value) {
        state[variable] = value;
        for (int limit : limitsOf[variable]) {
            evaluate(limit);
        }
    }

    private void evaluate(int limit) {
        effort.spend(1L + parts[limit]);
        broken.set(limit, !limits.get(limit).holds(state));
    }

    private void found() {
        if (best == null
                || usersChanged < best.users()
                || (usersChanged == best.users() && price.compareTo(best.price()) < 0)) {
            best = new Found(state.clone(), usersChanged, price, true);
        }
    }

    /** A limit that does not hold, and its variables that may still change, cheapest first. */
    private record Branch(int needs, int[] variables) {}

    /** The limit with the fewest ways to mend it; nothing when what is left cannot mend them all. */
    private @Nullable Branch branch(int left) {
        Branch narrowest = null;
        BitSet seen = new BitSet();
        int needed = 0;
        for (int at = broken.nextSetBit(0); at >= 0; at = broken.nextSetBit(at + 1)) {
            Limit limit = limits.get(at);
            effort.spend(1L + limit.scope().length);
            IntPredicate helpful = limit.helpful(state);
            int[] ways = Arrays.stream(limit.scope())
                    .filter(variable -> !fixed[variable] && helpful.test(variable))
                    .toArray();
            int needs = limit.needs(state);
            if (needs > ways.length || needs > left) {
                return null;
            }
            if (Arrays.stream(ways).noneMatch(seen::get)) {
                needed += needs;
                Arrays.stream(ways).forEach(seen::set);
            }
            if (narrowest == null || ways.length < narrowest.variables().length) {
                narrowest = new Branch(needs, ways);
            }
        }
        return needed > left || narrowest == null
                ? null
                : new Branch(narrowest.needs(), cheapestFirst(narrowest.variables()));
    }

    private int[] cheapestFirst(int[] variables) {
        return Arrays.stream(variables)
                .boxed()
                .sorted(Comparator.comparing((Integer variable) -> weights.users()[variable])
                        .thenComparing(variable -> difference(variable, state[variable])))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** What all ways from here cost at least, against the best that is known. */
    private boolean isNoBetter(Branch branch, int left) {
        if (best == null || usersChanged < best.users()) {
            return false;
        }
        if (usersChanged > best.users()) {
            return true;
        }
        BigDecimal atLeast = price;
        int counted = Math.min(left, branch.needs());
        for (BigDecimal difference : cheapest(Arrays.stream(branch.variables()), counted)) {
            atLeast = atLeast.add(difference);
        }
        if (left > counted) {
            effort.spend(level.size());
            for (BigDecimal difference :
                    cheapest(IntStream.range(0, level.size()).filter(variable -> !fixed[variable]), left - counted)) {
                atLeast = atLeast.add(difference.min(BigDecimal.ZERO));
            }
        }
        return atLeast.compareTo(best.price()) >= 0;
    }

    private List<BigDecimal> cheapest(IntStream variables, int count) {
        return variables
                .mapToObj(variable -> difference(variable, state[variable]))
                .sorted()
                .limit(count)
                .toList();
    }

    private BigDecimal difference(int variable, int from) {
        BigDecimal price = weights.prices()[variable];
        return from == 0 ? price : price.negate();
    }
}
