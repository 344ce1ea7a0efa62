package io.cpqoms.drill.harness;

import io.cpqoms.testkit.history.AggregateKey;
import io.cpqoms.testkit.history.HistoryRecord.Commanded;
import io.cpqoms.testkit.history.HistoryRecord.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that send commands drawn from a seed and remember what they were told. A client without an answer asks again, the
 * other instance, with the same command id, until it has one or the load ends.
 */
public final class Load {

    private static final Duration CONNECT = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(3);
    private static final long RETRY_NANOS = Duration.ofMillis(100).toNanos();
    private static final int COMMITTED = 200;
    private static final int REFUSED = 409;

    private final String run;
    private final Mix mix;
    private final List<URI> instances;
    private final Queue<Commanded> commands = new ConcurrentLinkedQueue<>();
    private final List<Thread> clients = new ArrayList<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private volatile boolean running = true;

    private Load(String run, Mix mix, List<URI> instances) {
        this.run = run;
        this.mix = mix;
        this.instances = instances;
    }

    /** Starts the clients; the run's name becomes part of its tenants, so that runs don't see each other. */
    public static Load start(String run, long seed, Mix mix, List<URI> instances) {
        return start(run, "", seed, mix, instances);
    }

    /** Goes on with the accounts of an earlier load of the run; the part's name tells its commands from that one's. */
    public static Load start(String run, String part, long seed, Mix mix, List<URI> instances) {
        Load load = new Load(run, mix, instances);
        for (int client = 0; client < mix.clients(); client++) {
            Random random = new Random(seed * 1_000 + client);
            String prefix = run + "-" + part + client + "-";
            load.clients.add(
                    Thread.ofPlatform().name("client-" + client).daemon().start(() -> load.send(random, prefix)));
        }
        return load;
    }

    /** Two tenants with accounts of the same names. */
    public static List<String> tenants(String run) {
        return List.of(run + "-acme", run + "-zeta");
    }

    /** Lets every client finish the command in hand, for a while, and answers what they all were told. */
    public List<Commanded> finish() {
        running = false;
        try {
            for (Thread client : clients) {
                client.join(TimeUnit.SECONDS.toMillis(20));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        http.shutdownNow();
        return List.copyOf(commands);
    }

    private void send(Random random, String prefix) {
        long pause = TimeUnit.SECONDS.toNanos(1) * mix.clients() / mix.perSecond();
        for (int number = 0; running; number++) {
            String kind = mix.kind(random);
            String tenant = tenants(run).get(random.nextInt(2));
            // What can't be sent blocks its account for good, so it gets one that isn't needed.
            String account = kind.equals("HUGE") ? "huge" : "a" + random.nextInt(mix.accounts());
            String body = """
                    {"commandId":"%s","tenant":"%s","account":"%s","kind":"%s","thinkMillis":%d,"holdMillis":%d}""".formatted(
                            prefix + number,
                            tenant,
                            account,
                            kind,
                            random.nextInt(mix.thinkMillis() + 1),
                            random.nextInt(mix.holdMillis() + 1));
            Outcome outcome = ask(body, random.nextInt(instances.size()));
            commands.add(new Commanded(prefix + number, new AggregateKey(tenant, "account", account), outcome));
            LockSupport.parkNanos((long) (pause * 2 * random.nextDouble()));
        }
    }

    /** After the end of the load every command gets a last chance of an answer: an unknown one proves less. */
    private Outcome ask(String body, int first) {
        int instance = first;
        long deadline = Long.MAX_VALUE;
        while (System.nanoTime() < deadline) {
            if (!running && deadline == Long.MAX_VALUE) {
                deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            }
            try {
                int status = http.send(
                                HttpRequest.newBuilder(instances.get(instance).resolve("/accounts"))
                                        .timeout(ANSWER)
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString(body))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode();
                if (status == COMMITTED || status == REFUSED) {
                    return status == COMMITTED ? Outcome.ACKNOWLEDGED : Outcome.REFUSED;
                }
            } catch (IOException e) {
                // No answer is what drills are about: ask again.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Outcome.UNKNOWN;
            }
            LockSupport.parkNanos(RETRY_NANOS);
            instance = (instance + 1) % instances.size();
        }
        return Outcome.UNKNOWN;
    }
}
