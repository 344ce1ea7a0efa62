package io.cpqoms.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a figure is called when it reaches its goal, and when it does not. */
@Tag("ENG-06")
class ReportTest {

    private final Report report = new Report();

    @Test
    void aRatioThatReachesItsGoalIsMetAndOneBelowIsMissed() {
        report.atLeast("enough", 0.8, 0.8);
        report.atLeast("too little", 0.799, 0.8);

        assertThat(report.lines())
                .extracting(Report.Line::verdict)
                .containsExactly(Report.Verdict.MET, Report.Verdict.MISSED);
    }

    @Test
    void aFigureThatStaysBelowItsBoundIsMetAndOneAboveIsMissed() {
        report.atMost("fast", "ms", 3, 3);
        report.atMost("slow", "ms", 3.001, 3);

        assertThat(report.lines())
                .extracting(Report.Line::verdict)
                .containsExactly(Report.Verdict.MET, Report.Verdict.MISSED);
    }

    @Test
    void aFigureWithoutAGoalHasNoVerdict() {
        report.figure("rate", "/s", 12_345.6);

        assertThat(report.text()).contains("| rate | 12,346 /s |  |  |");
    }

    @Test
    void aMissedGoalIsPrintedWithWhatWasWanted() {
        report.head("two processors");
        report.atMost("p99", "ms", 221.4, 20);

        assertThat(report.text()).startsWith("- two processors\n").contains("| p99 | 221 ms | ≤ 20.0 ms | missed |");
    }
}
