package io.cpqoms.testkit.network;

import java.time.Duration;

/** The state that all connections of a proxy share: how long bytes take, and whether they arrive at all. */
final class NetworkLine {

    private Duration delay = Duration.ZERO;
    private boolean cut;
    private boolean refusing;

    synchronized void cut() {
        cut = true;
    }

    synchronized void refuse() {
        refusing = true;
    }

    synchronized void delay(Duration oneWay) {
        delay = oneWay;
    }

    synchronized void heal() {
        cut = false;
        refusing = false;
        delay = Duration.ZERO;
        notifyAll();
    }

    synchronized boolean isRefusing() {
        return refusing;
    }

    /** Returns when bytes that were sent at this time have arrived at the other end. */
    synchronized void arrive(long sentNanos) throws InterruptedException {
        while (cut) {
            wait();
        }
        long left = sentNanos + delay.toNanos() - System.nanoTime();
        while (left > 0) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
            left = sentNanos + delay.toNanos() - System.nanoTime();
        }
    }
}
