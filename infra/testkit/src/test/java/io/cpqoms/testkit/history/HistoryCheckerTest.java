package io.cpqoms.testkit.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.testkit.history.HistoryRecord.Applied;
import io.cpqoms.testkit.history.HistoryRecord.Committed;
import io.cpqoms.testkit.history.HistoryRecord.Published;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/** The judge on trial: it lets every sound run pass, and names the one fault planted in any other. */
@Tag("OUT-02")
@Tag("INB-02")
class HistoryCheckerTest {

    private static final AggregateKey KEY = new AggregateKey("acme", "account", "a");

    @Property(tries = 500)
    void letsEverySoundRunPass(@ForAll long seed) {
        Verdict verdict = HistoryChecker.check(new SoundRun(seed).history());

        assertThat(verdict.findings()).isEmpty();
    }

    @Property(tries = 2000)
    void namesThePlantedFaultAndNothingElse(@ForAll long seed, @ForAll Fault fault) {
        SoundRun run = new SoundRun(seed);
        Set<String> culprits = fault.plantIn(run);

        Verdict verdict = HistoryChecker.check(run.history());

        assertThat(verdict.findings()).as(verdict.toString()).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(fault.kind);
            assertThat(finding.stage()).isEqualTo(fault.stage);
            assertThat(idOf(finding.record())).isIn(culprits);
        });
    }

    @Property(tries = 300)
    void findsEachOfSeveralFaults(@ForAll long seed) {
        SoundRun run = new SoundRun(seed);
        Fault.PUBLISHED_FROM_NOWHERE.plantIn(run);
        Fault.APPLIED_AND_BURIED.plantIn(run);
        Fault.INDEX_LEFT_BEHIND.plantIn(run);

        Verdict verdict = HistoryChecker.check(run.history());

        assertThat(verdict.findings())
                .extracting(Finding::kind)
                .containsExactlyInAnyOrder(Finding.Kind.PHANTOM, Finding.Kind.DUPLICATED, Finding.Kind.LOST);
    }

    @Example
    void blamesTheOneThatCameTooEarlyAndNotTheTenBehindIt() {
        List<Published> log = List.of(at(1, 0), at(9, 1), at(2, 2), at(3, 3), at(4, 4), at(10, 5));

        assertThat(VersionOrder.outOfOrder(log, Published::version))
                .extracting(Published::version)
                .containsExactly(9L);
    }

    @Example
    void countsARepeatedPublishAsRepetitionAndNotAsFault() {
        History history = new History()
                .add(new Committed("m1", "c1", KEY, 1))
                .add(at(1, 0))
                .add(at(1, 1));

        Verdict verdict = HistoryChecker.check(history);

        assertThat(verdict.isClean()).isTrue();
        assertThat(verdict.repetitions()).isOne();
        assertThat(verdict)
                .hasToString("1 commits, 2 publishes (1 repeated), 0 effects: "
                        + "nothing lost, duplicated, reordered, phantom or across tenants");
    }

    @Example
    void findsAnAggregateThatIsSpreadOverPartitions() {
        History history = new History()
                .addAll(List.of(
                        new Committed("m1", "c1", KEY, 1),
                        new Committed("m2", "c2", KEY, 2),
                        new Committed("m3", "c3", KEY, 3)))
                .addAll(List.of(at(1, 0), at(2, 1), new Published("m3", KEY, 3, 5, 0)));

        assertThat(HistoryChecker.check(history).findings())
                .singleElement()
                .hasToString("REORDERED at PUBLISH: the aggregate's other messages are in partition 0 — "
                        + "Published[messageId=m3, key=acme:account:a, version=3, partition=5, offset=0]");
    }

    @Example
    void missesTheEffectsOfAConsumerThatHadNone() {
        History history = new History()
                .consumer("facts", EffectPolicy.EVERY_FACT)
                .add(new Committed("m1", "c1", KEY, 1))
                .add(at(1, 0));

        assertThat(HistoryChecker.check(history).count(Finding.Kind.LOST)).isOne();
    }

    @Example
    void refusesEffectsOfAConsumerThatNobodyDeclared() {
        assertThatThrownBy(() -> new History().add(new Applied("stranger", "m1", KEY, 1, 0)))
                .hasMessageContaining("stranger");
    }

    private static Published at(long version, long offset) {
        return new Published("m" + version, KEY, version, 0, offset);
    }

    private static String idOf(HistoryRecord entry) {
        return switch (entry) {
            case HistoryRecord.Commanded command -> command.commandId();
            case Committed commit -> commit.messageId();
            case Published published -> published.messageId();
            case HistoryRecord.Withheld withheld -> withheld.messageId();
            case Applied applied -> applied.messageId();
            case HistoryRecord.Buried buried -> buried.messageId();
        };
    }
}
