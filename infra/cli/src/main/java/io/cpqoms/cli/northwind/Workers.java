package io.cpqoms.cli.northwind;

import io.cpqoms.cli.CpqFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A fixed number of virtual threads that work a list off in its order; the first failure stops them all. */
final class Workers {
    private final int width;

    Workers(int width) {
        this.width = width;
    }

    <T> void each(List<T> items, Consumer<T> work) {
        Queue<T> queue = new ConcurrentLinkedQueue<>(items);
        AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (int worker = 0; worker < Math.min(width, items.size()); worker++) {
            threads.add(Thread.ofVirtual().start(() -> drain(queue, work, failure)));
        }
        join(threads);
        RuntimeException first = failure.get();
        if (first != null) {
            throw first;
        }
    }

    private static <T> void drain(
            Queue<T> queue, Consumer<T> work, AtomicReference<@Nullable RuntimeException> failure) {
        for (T item = queue.poll(); item != null && failure.get() == null; item = queue.poll()) {
            try {
                work.accept(item);
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            }
        }
    }

    private static void join(List<Thread> threads) {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CpqFailure("interrupted");
        }
    }
}
