package io.cpqoms.drill.harness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A place in the library's code where a process is caught, and what happens to it there.
 *
 * @param representative whether it is part of every build; the rest is run on demand
 * @param meaning what is done already and what is not
 */
public record CrashPoint(String name, Action action, boolean representative, String meaning) {

    public enum Action {
        /** {@code kill -9}, and a restart at once. */
        KILL,
        /** SIGSTOP until the others have recovered without it, then SIGCONT: it goes on as if nothing had happened. */
        FREEZE
    }

    /** Every point of the messaging library, in the order of a message's way. */
    private static final List<CrashPoint> KILLS = List.of(
            kill("outbox.appended", "event in the outbox, command not committed"),
            lean("outbox.committed", "command committed, relay not woken, client not answered"),
            kill("outbox.locked", "shard taken over, position not read"),
            lean("outbox.read", "page read, nothing sent"),
            kill("outbox.sending", "half of a page handed to the producer"),
            kill("outbox.handed", "page handed to the producer, not acknowledged"),
            lean("outbox.sent", "page on Kafka for all to see, position not saved"),
            kill("outbox.parking", "refused rows parked, not committed"),
            kill("outbox.saving", "position and parked rows written, not committed"),
            kill("outbox.saved", "position saved"),
            kill("inbox.received", "batch in hand, offsets of the one before committed"),
            kill("inbox.claimed", "inbox rows written, handler not called"),
            kill("inbox.handled", "effect written, not committed"),
            lean("inbox.committed", "effect committed, offsets not"),
            kill("inbox.bisected", "one half of a failed batch committed, the other not tried"),
            kill("inbox.parking", "record and key parked, not committed"),
            kill("inbox.parked", "record and key parked, offsets not committed"),
            kill("inbox.draining", "parked record handled, not committed"),
            kill("dlq.written", "dead letter in the outbox, not committed"),
            kill("dlq.committed", "dead letter and inbox status committed, offsets not"));

    /** Freezes at each point where a process holds something that another needs. */
    private static final List<String> FROZEN = List.of(
            "outbox.appended",
            "outbox.locked",
            "outbox.read",
            "outbox.sending",
            "outbox.handed",
            "outbox.sent",
            "outbox.saving",
            "inbox.received",
            "inbox.claimed",
            "inbox.handled",
            "inbox.committed",
            "inbox.draining",
            "dlq.written");

    private static final List<String> FROZEN_IN_EVERY_BUILD = List.of("inbox.handled");

    /** {@code representative}, {@code full}, or names of points separated by commas; {@code name!} is frozen there. */
    public static List<CrashPoint> selected(String selection) {
        return switch (selection) {
            case "full" -> all();
            case "representative" ->
                all().stream().filter(CrashPoint::representative).toList();
            default ->
                Arrays.stream(selection.split(",")).map(CrashPoint::named).toList();
        };
    }

    static List<CrashPoint> all() {
        List<CrashPoint> points = new ArrayList<>(KILLS);
        FROZEN.forEach(name -> points.add(named(name + "!")));
        return points;
    }

    private static CrashPoint named(String name) {
        String plain = name.replace("!", "");
        CrashPoint point = KILLS.stream()
                .filter(kill -> kill.name().equals(plain))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no point is called " + plain + "; there are "
                        + KILLS.stream().map(CrashPoint::name).toList()));
        return name.endsWith("!")
                ? new CrashPoint(plain, Action.FREEZE, FROZEN_IN_EVERY_BUILD.contains(plain), point.meaning())
                : point;
    }

    private static CrashPoint kill(String name, String meaning) {
        return new CrashPoint(name, Action.KILL, false, meaning);
    }

    private static CrashPoint lean(String name, String meaning) {
        return new CrashPoint(name, Action.KILL, true, meaning);
    }

    @Override
    public String toString() {
        return action + " at " + name + " (" + meaning + ")";
    }
}
