package io.cpqoms.testkit.fuzz;

import io.cpqoms.testkit.answers.PromisedAnswers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Sends a service requests that are each broken in one way, for as long as one likes, and judges every answer.
 *
 * <p>Each operation meets each mutation once a round, in an order drawn from the seed. Whatever is refused must leave the database as it
 * was, which is looked at behind each refusal and not only at the end: a finding names the request that did it.
 */
public final class Fuzzer {

    private static final int SETTLED_TRIES = 100;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final FuzzTarget target;
    private final World world;
    private final Wire wire;
    private final Judge judge;
    private final List<ApiOperation> operations;
    private Map<String, String> content = Map.of();

    /** Attempts, however slow the machine: the time is a wish, and a handful of requests proves nothing. */
    private static final int LEAST = 150;

    public Fuzzer(FuzzTarget target) {
        this.target = target;
        this.world = new World(target);
        this.wire = new Wire(target.base());
        this.judge =
                new Judge(PromisedAnswers.of(target.document()), world.foreign().values());
        this.operations = ApiOperations.in(target.document());
    }

    /** One operation and one way to break its requests. */
    private record Pair(ApiOperation operation, Mutation mutation) {}

    public FuzzReport run(Duration length, long seed) {
        FuzzReport report = new FuzzReport(seed);
        Residue before = Residue.now();
        settle();
        long end = System.nanoTime() + length.toNanos();
        long number = 0;
        while ((System.nanoTime() < end || number < LEAST) && !report.isFull()) {
            for (Pair pair : round(new Random(seed + report.rounds()))) {
                if (System.nanoTime() >= end && number >= LEAST || report.isFull()) {
                    break;
                }
                attempt(pair, new Random(seed * 1_000_003 + number++), report);
            }
            if (System.nanoTime() < end) {
                report.endedRound();
            }
        }
        Residue.now().growth(before).forEach(growth -> report.found(growth, growth));
        return report;
    }

    private List<Pair> round(Random random) {
        List<Pair> pairs = new ArrayList<>();
        for (ApiOperation operation : operations) {
            Mutations.all().forEach(mutation -> pairs.add(new Pair(operation, mutation)));
        }
        Collections.shuffle(pairs, random);
        return pairs;
    }

    private void attempt(Pair pair, Random random, FuzzReport report) {
        long begin = System.nanoTime();
        ValidRequest valid = world.request(pair.operation(), random);
        Optional<FuzzCase> broken = pair.mutation().way().breaking(valid, random);
        if (broken.isEmpty()) {
            return;
        }
        FuzzCase one = broken.get();
        report.took("making", begin);
        long sent = System.nanoTime();
        WireAnswer answer = promptly(one);
        report.took("sending " + (one.request().body().length > 1_000_000 ? "much" : "little"), sent);
        long answered = System.nanoTime();
        report.tried(pair.mutation().name(), answer.status());
        List<String> faults = new ArrayList<>(judge.faults(one, answer));
        one.twin().ifPresent(twin -> faults.addAll(judge.differences(one, answer, wire.send(twin))));
        report.took("judging", answered);
        long judged = System.nanoTime();
        faults.addAll(effects(one, answer));
        report.took("looking at the database after " + (answer.isSuccess() ? "success" : "refusal"), judged);
        for (String fault : faults) {
            report.found(
                    pair.operation() + pair.mutation().name() + fault.replaceAll("[0-9a-f-]{8,}|\\d+", "#"),
                    "%s, %s: %s%n    %s%n    answer: %s %s"
                            .formatted(
                                    pair.operation(),
                                    pair.mutation(),
                                    fault,
                                    one.request().curl(target.base().toString()),
                                    answer.status(),
                                    answer.body()
                                            .substring(
                                                    0,
                                                    Math.min(400, answer.body().length()))));
        }
    }

    /** A late answer counts when it is late again: a busy machine is not the service's fault, a slow request is. */
    private WireAnswer promptly(FuzzCase one) {
        WireAnswer answer = wire.send(one.request());
        return answer.took().compareTo(Judge.LATEST) > 0 && answer.isRefusal() ? wire.send(one.request()) : answer;
    }

    /** What a refusal changed; what a success changed is what the service holds from now on. */
    private List<String> effects(FuzzCase one, WireAnswer answer) {
        if (target.fingerprint().isEmpty()) {
            return List.of();
        }
        boolean mayChange = answer.isSuccess() && !one.request().method().equals("GET");
        boolean unknown = answer.status() <= WireAnswer.CLOSED;
        if (mayChange || unknown) {
            settle();
            if (mayChange && one.request().path().lastIndexOf('/') > 0) {
                world.renew();
                settle();
            }
            return List.of();
        }
        Map<String, String> now = target.fingerprint().get().read();
        Set<String> changed = Fingerprint.differences(content, now);
        content = now;
        return changed.isEmpty() ? List.of() : List.of("changed " + changed + " and answered " + answer.status());
    }

    /** Waits until what commands have begun is over. */
    private void settle() {
        if (target.fingerprint().isEmpty()) {
            return;
        }
        Fingerprint fingerprint = target.fingerprint().get();
        content = fingerprint.read();
        for (int tries = 0; tries < SETTLED_TRIES; tries++) {
            java.util.concurrent.locks.LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            Map<String, String> now = fingerprint.read();
            if (now.equals(content)) {
                return;
            }
            content = now;
        }
        throw new IllegalStateException("the database does not come to rest");
    }
}
