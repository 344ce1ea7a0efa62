package io.cpqoms.cli.explain;

import io.cpqoms.cli.explain.Facts.Absent;
import io.cpqoms.cli.explain.Facts.Aggregate;
import io.cpqoms.cli.explain.Facts.Condition;
import io.cpqoms.cli.explain.Facts.Fallout;
import io.cpqoms.cli.explain.Facts.Held;
import io.cpqoms.cli.explain.Facts.Hit;
import io.cpqoms.cli.explain.Facts.Letter;
import io.cpqoms.cli.explain.Facts.Mail;
import io.cpqoms.cli.explain.Facts.Outbox;
import io.cpqoms.cli.explain.Facts.Places;
import io.cpqoms.cli.explain.Facts.Process;
import io.cpqoms.cli.explain.Facts.Standing;
import io.cpqoms.cli.explain.Facts.Task;
import io.cpqoms.cli.explain.Facts.Trail;
import io.cpqoms.cli.explain.Facts.Truth;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An order of acme at version 7 with which all is well, for a test to bring one thing out of order. */
final class Scene {

    static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    static final Instant LONG_AGO = NOW.minusSeconds(240);
    static final String ORDER = "0198c0de-0000-7000-8000-000000000001";
    static final long VERSION = 7;

    private String state = "inProgress";
    private List<Fallout> fallouts = List.of();
    private Outbox outbox = new Outbox(true, List.of(), Optional.empty(), List.of(), false);
    private List<Standing> standings = List.of();
    private List<Letter> letters = List.of();
    private Hit hit = new Hit(Optional.of(VERSION), Optional.of("inProgress"), "up to date");
    private Trail trail = new Trail(true, VERSION, Optional.of("A step was done."), Optional.of(LONG_AGO), List.of());
    private List<Process> processes = List.of();
    private List<Task> tasks = List.of();
    private List<Mail> mails = List.of();
    private List<Absent> absent = List.of();

    Scene state(String name) {
        state = name;
        return this;
    }

    Scene fallout(Fallout open) {
        fallouts = List.of(open);
        return this;
    }

    Scene outbox(Outbox waits) {
        outbox = waits;
        return this;
    }

    Scene standing(String service, String condition, long seen, long waiting) {
        Optional<Instant> oldest = Optional.of(LONG_AGO).filter(any -> waiting > 0);
        return standing(new Standing(
                service,
                service + ".orders",
                true,
                seen,
                seen,
                new Condition(condition, Optional.empty(), Optional.of(LONG_AGO), waiting, oldest),
                Optional.empty()));
    }

    /** One that skips types has seen version 5, and the oldest that lies before it came at that time. */
    Scene skipping(String service, Instant oldest) {
        return standing(new Standing(
                service,
                service + ".orders",
                false,
                5,
                5,
                new Condition("running", Optional.empty(), Optional.empty(), 900, Optional.of(oldest)),
                Optional.empty()));
    }

    Scene held(String service, String how) {
        return standing(new Standing(
                service,
                service + ".orders",
                true,
                VERSION - 1,
                VERSION - 2,
                new Condition("running", Optional.empty(), Optional.empty(), 0, Optional.empty()),
                Optional.of(new Held(how, 2, "nobody knows why", LONG_AGO, NOW.plusSeconds(30), 3))));
    }

    private Scene standing(Standing standing) {
        standings = List.of(standing);
        return this;
    }

    Scene letter(String service, String failureType, long version) {
        letters = List.of(new Letter(
                service,
                "0198c0de-0000-7000-8000-00000000000d",
                service + ".orders",
                "OPEN",
                "OrderHeld",
                version,
                failureType,
                "no such product",
                LONG_AGO));
        return this;
    }

    Scene hit(Hit found) {
        hit = found;
        return this;
    }

    Scene trail(Trail recorded) {
        trail = recorded;
        return this;
    }

    Scene process(Process running) {
        processes = List.of(running);
        return this;
    }

    Scene task(Task open) {
        tasks = List.of(open);
        return this;
    }

    Scene mail(Mail mail) {
        mails = List.of(mail);
        return this;
    }

    Scene without(String service) {
        absent = List.of(new Absent(service, Optional.empty(), "connection refused"));
        return this;
    }

    Scene unanswered(String service, String question) {
        absent = List.of(new Absent(service, Optional.of(question), "it took too long"));
        return this;
    }

    Facts facts() {
        Truth truth = new Truth("order-service", "order", ORDER, state, VERSION, LONG_AGO, fallouts, List.of());
        Aggregate order = new Aggregate(truth, outbox, standings, letters, Optional.of(hit), trail);
        URI anywhere = URI.create("http://127.0.0.1:1");
        return new Facts(
                ORDER,
                "acme",
                NOW,
                List.of(order),
                processes,
                tasks,
                mails,
                absent,
                List.of(),
                new Places(anywhere, anywhere, anywhere));
    }

    Verdict verdict() {
        return Rules.judge(facts());
    }
}
