package io.cpqoms.drill.harness;

import io.cpqoms.local.process.ChildSpec.Signal;
import io.cpqoms.testkit.network.TcpProxy;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What happens to the servers, or to the way there, while commands go on; each heals what it hurt. */
public enum ServerFault {
    POSTGRES_STOPPED_IMMEDIATELY(true, (servers, network) -> {
        servers.stop("postgres", Signal.QUIT);
        servers.startAgain();
    }),
    POSTGRES_KILLED(false, (servers, network) -> {
        servers.stop("postgres", Signal.KILL);
        servers.startAgain();
    }),
    KAFKA_STOPPED(false, (servers, network) -> {
        servers.stop("kafka", Signal.TERM);
        servers.startAgain();
    }),
    KAFKA_KILLED(true, (servers, network) -> {
        servers.stop("kafka", Signal.KILL);
        servers.startAgain();
    }),
    DATABASE_LINE_CUT(false, (servers, network) -> {
        network.database().cut();
        lasting(Duration.ofSeconds(8));
        network.database().heal();
    }),
    DATABASE_LINE_RESET(false, (servers, network) -> {
        network.database().refuse();
        lasting(Duration.ofSeconds(3));
        network.database().heal();
    }),
    DATABASE_LINE_SLOW(false, (servers, network) -> {
        network.database().delay(Duration.ofMillis(30));
        lasting(Duration.ofSeconds(8));
        network.database().heal();
    }),
    KAFKA_LINE_CUT(true, (servers, network) -> {
        network.kafka().cut();
        lasting(Duration.ofSeconds(8));
        network.kafka().heal();
    }),
    KAFKA_LINE_RESET(false, (servers, network) -> {
        network.kafka().refuse();
        lasting(Duration.ofSeconds(5));
        network.kafka().heal();
    }),
    KAFKA_LINE_SLOW(false, (servers, network) -> {
        network.kafka().delay(Duration.ofMillis(200));
        lasting(Duration.ofSeconds(8));
        network.kafka().heal();
    });

    /** The lines between the service and its servers. */
    public record Network(TcpProxy database, TcpProxy kafka) {}

    private interface Course {
        void run(DrillServers servers, Network network);
    }

    private final boolean representative;
    private final Course course;

    ServerFault(boolean representative, Course course) {
        this.representative = representative;
        this.course = course;
    }

    /** Whether it is part of every build; the rest is run on demand. */
    public boolean isRepresentative() {
        return representative;
    }

    void strike(DrillServers servers, Network network) {
        course.run(servers, network);
    }

    /** A fault has a length; nothing that could be waited for ends it. */
    private static void lasting(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
