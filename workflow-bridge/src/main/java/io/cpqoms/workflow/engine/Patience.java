package io.cpqoms.workflow.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next try: twice as long each time up to a bound, spread so that those who failed together do not come back
 * together, and never sooner than the other side asked for.
 *
 * @param chance from 0 to 1, another one each time
 */
record Patience(Duration first, Duration longest, DoubleSupplier chance) {

    private static final int MOST_DOUBLINGS = 20;

    /** Who asks for more is asked again sooner: nobody would be told in the meantime that he is still away. */
    private static final Duration LONGEST_FLOOR = Duration.ofMinutes(5);

    /** After so many tries in vain. */
    Duration afterTries(int made, Optional<Duration> atLeast) {
        long doubled = made > MOST_DOUBLINGS ? Long.MAX_VALUE : first.toMillis() << Math.max(0, made);
        return spread(Duration.ofMillis(Math.min(doubled, longest.toMillis())), atLeast);
    }

    /** After it has been away for so long: as long again as it has been waited for so far, which doubles the pauses without counting them. */
    Duration afterAbsence(Duration soFar, Optional<Duration> atLeast) {
        Duration again = soFar.compareTo(first) < 0 ? first : soFar;
        return spread(again.compareTo(longest) > 0 ? longest : again, atLeast);
    }

    /** From half of the pause to all of it; above a floor from the floor to half as much again. */
    private Duration spread(Duration pause, Optional<Duration> atLeast) {
        Duration half = pause.dividedBy(2);
        Duration spread = half.plus(part(half));
        return atLeast.map(floor -> floor.compareTo(LONGEST_FLOOR) > 0 ? LONGEST_FLOOR : floor)
                .filter(floor -> floor.compareTo(spread) > 0)
                .map(floor -> floor.plus(part(floor.dividedBy(2))))
                .orElse(spread);
    }

    private Duration part(Duration whole) {
        return Duration.ofMillis((long) (whole.toMillis() * chance.getAsDouble()));
    }
}
