package io.cpqoms.testkit.history;

import io.cpqoms.testkit.history.HistoryRecord.Applied;
import io.cpqoms.testkit.history.HistoryRecord.Buried;
import io.cpqoms.testkit.history.HistoryRecord.Commanded;
import io.cpqoms.testkit.history.HistoryRecord.Committed;
import io.cpqoms.testkit.history.HistoryRecord.Outcome;
import io.cpqoms.testkit.history.HistoryRecord.Published;
import io.cpqoms.testkit.history.HistoryRecord.Withheld;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/** A run in which all went well, drawn from a seed: interleaved aggregates, repeated publishes, burials, withheld messages. */
final class SoundRun {

    static final String FACTS = "facts";
    static final String INDEX = "index";
    private static final int PARTITIONS = 3;

    final List<Commanded> commands = new ArrayList<>();
    final List<Committed> commits = new ArrayList<>();
    final List<Published> publishes = new ArrayList<>();
    final List<Withheld> withheld = new ArrayList<>();
    final List<Applied> facts = new ArrayList<>();
    final List<Applied> index = new ArrayList<>();
    final List<Buried> burials = new ArrayList<>();
    final Random random;
    private final Map<Integer, List<Committed>> partitions = new HashMap<>();
    private final Map<AggregateKey, Long> versions = new HashMap<>();

    SoundRun(long seed) {
        random = new Random(seed);
        List<AggregateKey> keys = new ArrayList<>();
        int aggregates = 2 + random.nextInt(6);
        for (int i = 0; i < aggregates; i++) {
            // The same ids in both tenants: a checker that forgets the tenant mixes them up.
            keys.add(new AggregateKey(i % 2 == 0 ? "acme" : "zeta", "account", "a" + i / 2));
        }
        int messages = aggregates * (3 + random.nextInt(8));
        for (int i = 0; i < messages; i++) {
            commit(keys.get(i < 2 * aggregates ? i % aggregates : random.nextInt(aggregates)), i);
        }
        if (random.nextBoolean()) {
            withholdLastOf(keys.getLast());
        }
        publish();
        apply();
    }

    private void commit(AggregateKey key, int number) {
        Outcome outcome = random.nextInt(10) == 0 ? Outcome.UNKNOWN : Outcome.ACKNOWLEDGED;
        commands.add(new Commanded("c" + number, key, outcome));
        if (random.nextInt(15) == 0) {
            commands.add(new Commanded("refused-" + number, key, Outcome.REFUSED));
        }
        commits.add(new Committed("m" + number, "c" + number, key, versions.merge(key, 1L, Long::sum)));
    }

    private void withholdLastOf(AggregateKey key) {
        long last = versions.get(key);
        commits.stream()
                .filter(commit -> commit.key().equals(key) && commit.version() == last)
                .forEach(commit -> withheld.add(new Withheld(commit.messageId(), key, "too large")));
    }

    private void publish() {
        for (Committed commit : commits) {
            if (withheld.stream().noneMatch(parked -> parked.messageId().equals(commit.messageId()))) {
                int partition = Math.floorMod(commit.key().hashCode(), PARTITIONS);
                List<Committed> log = partitions.computeIfAbsent(partition, number -> new ArrayList<>());
                log.add(commit);
                if (random.nextInt(8) == 0) {
                    log.addAll(List.copyOf(log.subList(Math.max(0, log.size() - 3), log.size())));
                }
            }
        }
        partitions.forEach((partition, log) -> {
            for (int offset = 0; offset < log.size(); offset++) {
                publishes.add(published(log.get(offset), partition, offset));
            }
        });
    }

    private void apply() {
        Set<String> seen = new HashSet<>();
        for (Published copy : publishes) {
            if (seen.add(copy.messageId())) {
                if (copy.version() > 2 && random.nextInt(20) == 0) {
                    burials.add(new Buried(FACTS, copy.messageId(), copy.key(), "bad data"));
                } else {
                    facts.add(new Applied(FACTS, copy.messageId(), copy.key(), copy.version(), facts.size()));
                }
                if (random.nextInt(3) > 0 || isNewest(copy)) {
                    index.add(new Applied(INDEX, copy.messageId(), copy.key(), copy.version(), index.size()));
                }
            }
        }
    }

    private boolean isNewest(Published copy) {
        return publishes.stream()
                .noneMatch(other -> other.key().equals(copy.key()) && other.version() > copy.version());
    }

    static Published published(Committed commit, int partition, long offset) {
        return new Published(commit.messageId(), commit.key(), commit.version(), partition, offset);
    }

    /** Takes the message out of all that comes after its commit; the index is up to date with what is left. */
    void neverPublished(String messageId) {
        publishes.removeIf(copy -> copy.messageId().equals(messageId));
        facts.removeIf(effect -> effect.messageId().equals(messageId));
        index.removeIf(effect -> effect.messageId().equals(messageId));
        burials.removeIf(burial -> burial.messageId().equals(messageId));
        for (Published copy : publishes) {
            if (isNewest(copy)
                    && index.stream().noneMatch(effect -> effect.messageId().equals(copy.messageId()))) {
                index.add(new Applied(INDEX, copy.messageId(), copy.key(), copy.version(), 1_000_000));
            }
        }
    }

    <R> R pick(List<R> records, Predicate<R> suitable) {
        List<R> candidates = records.stream().filter(suitable).toList();
        return candidates.get(random.nextInt(candidates.size()));
    }

    History history() {
        return new History()
                .consumer(FACTS, EffectPolicy.EVERY_FACT)
                .consumer(INDEX, EffectPolicy.LATEST_WINS)
                .addAll(shuffled(commands))
                .addAll(shuffled(commits))
                .addAll(shuffled(publishes))
                .addAll(withheld)
                .addAll(shuffled(facts))
                .addAll(shuffled(index))
                .addAll(burials);
    }

    /** Whoever reads a history from tables gets it in any order. */
    private <R> List<R> shuffled(List<R> records) {
        List<R> copy = new ArrayList<>(records);
        Collections.shuffle(copy, random);
        return copy;
    }
}
