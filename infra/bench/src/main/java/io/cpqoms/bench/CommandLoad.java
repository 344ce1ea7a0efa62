package io.cpqoms.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that each send their next request when the last one is answered, for a while. */
record CommandLoad(List<Client> clients, Duration time) {

    /** Somebody who asks and waits for the answer. */
    @FunctionalInterface
    interface Client {
        /** @throws Exception when the answer is not the one that was asked for: a benchmark of refusals is none */
        void ask() throws Exception;
    }

    /**
     * What came of it.
     *
     * @param nanos of each request, ascending
     * @param seconds it took in all
     */
    record Measured(long[] nanos, double seconds) {

        long count() {
            return nanos.length;
        }

        double perSecond() {
            return nanos.length / seconds;
        }

        /** The time that this share of the requests did not exceed. */
        double millis(double share) {
            return nanos[(int) Math.min(nanos.length - 1, Math.round(share * nanos.length))] / 1e6;
        }
    }

    Measured run() throws InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(clients.size())) {
            long begun = System.nanoTime();
            long end = begun + time.toNanos();
            List<Callable<List<Long>>> work = clients.stream()
                    .<Callable<List<Long>>>map(client -> () -> ask(client, end))
                    .toList();
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> done : threads.invokeAll(work)) {
                all.addAll(done.get());
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            long[] nanos = all.stream().mapToLong(Long::longValue).toArray();
            Arrays.sort(nanos);
            return new Measured(nanos, seconds);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client gave up: " + e.getCause(), e);
        }
    }

    private static List<Long> ask(Client client, long end) throws Exception {
        List<Long> nanos = new ArrayList<>();
        while (System.nanoTime() < end) {
            long before = System.nanoTime();
            client.ask();
            nanos.add(System.nanoTime() - before);
        }
        return nanos;
    }
}
