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
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Sends a service requests that are each broken in one way, for as long as one likes, and judges every answer.
 *
 * <p>Each operation meets each mutation once a round, in an order drawn from the seed. Whatever is refused must leave the database as it
 * was, which is looked at behind each refusal and not only at the end: a finding names the request that did it.
 */
public final class Fuzzer {

    private static final int SHOWN = 400;
    private static final int SETTLED_TRIES = 100;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final FuzzTarget target;
    private final World world;
    private final Wire wire;
    private final Judge judge;
    private final Optional<Fingerprint> fingerprint;
    private final List<ApiOperation> operations;
    private final List<ApiOperation> shared;
    private Map<String, String> content = Map.of();

    /** Of what is the same in every service, a round takes one request for so many of the service's own. */
    private static final int OWN_FOR_ONE_SHARED = 4;

    /** Attempts, however slow the machine: the time is a wish, and a handful of requests proves nothing. */
    private static final int LEAST = 150;

    public Fuzzer(FuzzTarget target) {
        this.target = target;
        this.world = new World(target);
        this.wire = new Wire(target.base());
        this.judge = new Judge(
                target.documents().stream().map(PromisedAnswers::of).toList(),
                world.foreign().values());
        this.fingerprint = target.fingerprint();
        this.operations = ApiOperations.in(target.documents().getFirst());
        this.shared = target.documents().stream()
                .skip(1)
                .flatMap(document -> ApiOperations.in(document).stream())
                .toList();
    }

    /** One operation and one way to break its requests. */
    private record Pair(ApiOperation operation, Mutation mutation) {}

    /** @param listener is told after each request how far it is */
    public FuzzReport run(Duration length, long seed, Consumer<FuzzReport> listener) {
        FuzzReport report = new FuzzReport(
                seed,
                Stream.concat(operations.stream(), shared.stream())
                        .map(ApiOperation::toString)
                        .toList());
        Residue before = Residue.now();
        settle();
        long end = System.nanoTime() + length.toNanos();
        foreignIds(new Random(seed), report);
        for (ApiOperation operation : operations) {
            for (Mutation wrongLists : WrongLists.MUTATIONS) {
                attempt(new Pair(operation, wrongLists), new Random(seed), report);
            }
        }
        long number = 0;
        while ((System.nanoTime() < end || number < LEAST) && !report.isFull()) {
            for (Pair pair : round(new Random(seed + report.rounds()))) {
                if (System.nanoTime() >= end && number >= LEAST || report.isFull()) {
                    break;
                }
                attempt(pair, new Random(seed * 1_000_003 + number++), report);
                listener.accept(report);
            }
            if (System.nanoTime() < end) {
                report.endedRound();
            }
        }
        Residue.now()
                .growth(before)
                .forEach(growth -> report.found(growth, new FuzzReport.Finding("all", "all", growth, "", "")));
        return report;
    }

    private List<Pair> round(Random random) {
        List<Pair> pairs = pairs(operations, random);
        List<Pair> others = pairs(shared, random);
        pairs.addAll(others.subList(0, Math.min(others.size(), pairs.size() / OWN_FOR_ONE_SHARED)));
        Collections.shuffle(pairs, random);
        return pairs;
    }

    private static List<Pair> pairs(List<ApiOperation> operations, Random random) {
        List<Pair> pairs = new ArrayList<>();
        for (ApiOperation operation : operations) {
            Mutations.all().forEach(mutation -> pairs.add(new Pair(operation, mutation)));
        }
        Collections.shuffle(pairs, random);
        return pairs;
    }

    /** Too important to be left to the dice: each run, however short, names every kind of thing of the other tenant to every operation. */
    private void foreignIds(Random random, FuzzReport report) {
        Stream.concat(operations.stream(), shared.stream()).forEach(operation -> {
            for (String kind : world.foreign().keySet()) {
                ValidRequest valid = world.request(operation, random);
                FuzzCase one = ForeignMutations.of(valid, random).get(kind);
                if (one != null) {
                    attempt(operation, "id of another tenant", one, report);
                    report.namedForeign(kind, operation.toString());
                }
            }
        });
    }

    private void attempt(Pair pair, Random random, FuzzReport report) {
        long begin = System.nanoTime();
        ValidRequest valid = world.request(pair.operation(), random);
        Optional<FuzzCase> broken = pair.mutation().way().breaking(valid, random);
        report.took("making", begin);
        broken.ifPresent(one -> attempt(pair.operation(), pair.mutation().name(), one, report));
    }

    private void attempt(ApiOperation operation, String mutation, FuzzCase one, FuzzReport report) {
        long sent = System.nanoTime();
        WireAnswer answer = promptly(one);
        report.took("sending " + (one.request().body().length > 1_000_000 ? "much" : "little"), sent);
        long answered = System.nanoTime();
        report.tried(operation.toString(), mutation, answer.status());
        List<String> faults = new ArrayList<>(judge.faults(one, answer));
        one.twin().ifPresent(twin -> faults.addAll(judge.differences(one, answer, wire.send(twin))));
        report.took("judging", answered);
        long judged = System.nanoTime();
        faults.addAll(effects(one, answer));
        report.took("looking at the database after " + (answer.isSuccess() ? "success" : "refusal"), judged);
        for (String fault : faults) {
            report.found(
                    operation + mutation + fault.replaceAll("[0-9a-f-]{8,}|\\d+", "#"),
                    new FuzzReport.Finding(
                            operation.toString(),
                            mutation,
                            fault,
                            one.request().curl(target.base().toString()),
                            answer.status() + " "
                                    + answer.body()
                                            .substring(
                                                    0,
                                                    Math.min(
                                                            SHOWN, answer.body().length()))));
        }
    }

    /** A late answer counts when it is late again: a busy machine is not the service's fault, a slow request is. */
    private WireAnswer promptly(FuzzCase one) {
        WireAnswer answer = wire.send(one.request());
        return answer.took().compareTo(Judge.LATEST) > 0 && answer.isRefusal() ? wire.send(one.request()) : answer;
    }

    /** What a refusal changed; what a success changed is what the service holds from now on. */
    private List<String> effects(FuzzCase one, WireAnswer answer) {
        if (fingerprint.isEmpty()) {
            return List.of();
        }
        boolean mayChange = answer.isSuccess() && !one.request().method().equals("GET");
        boolean unknown = answer.status() <= WireAnswer.CLOSED;
        if (mayChange || unknown) {
            Map<String, String> before = content;
            settle();
            Set<String> theirs = Fingerprint.foreignDifferences(before, content);
            if (mayChange && one.request().path().lastIndexOf('/') > 0) {
                world.renew();
                settle();
            }
            return theirs.isEmpty() || one.foreigner() ? List.of() : List.of("changed " + theirs);
        }
        Map<String, String> now = fingerprint.get().read();
        Set<String> changed = Fingerprint.differences(content, now);
        content = now;
        return changed.isEmpty() ? List.of() : List.of("changed " + changed + " and answered " + answer.status());
    }

    /** Waits until what commands have begun is over. */
    private void settle() {
        if (fingerprint.isEmpty()) {
            return;
        }
        Fingerprint database = fingerprint.get();
        content = database.read();
        for (int tries = 0; tries < SETTLED_TRIES; tries++) {
            java.util.concurrent.locks.LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            Map<String, String> now = database.read();
            if (now.equals(content)) {
                return;
            }
            content = now;
        }
        throw new IllegalStateException("the database does not come to rest");
    }
}
