package io.cpqoms.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Medians and ratios over interleaved rounds. */
@Tag("ENG-06")
class RoundsTest {

    private final List<String> told = new ArrayList<>();
    private final Rounds rounds = new Rounds(told::add);

    @Test
    void theMedianOfAnOddNumberIsTheMiddleOne() {
        add("relay", 10, 900, 30);

        assertThat(rounds.median("relay")).isEqualTo(30);
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        add("relay", 10, 40, 20, 900);

        assertThat(rounds.median("relay")).isEqualTo(30);
    }

    @Test
    void aRatioIsTakenRoundByRoundSoThatASlowRoundHitsBothSides() {
        add("relay", 100, 10, 300, 400, 100);
        add("delete", 50, 5, 100, 100, 25);

        // The rounds say 2, 2, 3, 4 and 4; the two medians alone would say 100 ÷ 50.
        assertThat(rounds.ratio("relay", "delete")).isEqualTo(3);
    }

    @Test
    void everyFigureIsToldAsItComes() {
        add("relay", 23_195);

        assertThat(told).containsExactly("  round 1: relay 23,195 /s");
    }

    @Test
    void aFigureThatNobodyMeasuredIsRefused() {
        add("relay", 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> rounds.median("relais"))
                .withMessageContaining("relais was not measured; there are [relay]");
    }

    private void add(String name, double... values) {
        for (double value : values) {
            rounds.add(name, "/s", value);
        }
    }
}
