package io.cpqoms.drill.harness;

import java.util.Random;

/**
 * What a load is made of.
 *
 * @param perSecond commands a second, over all clients
 * @param accounts per tenant; few of them means many commands that wait for each other
 * @param thinkMillis longest time a transaction is open before it locks its account
 * @param holdMillis longest time it is open afterwards
 * @param troubled whether some commands are refused, and some events can't be sent or handled
 */
public record Mix(int clients, int perSecond, int accounts, int thinkMillis, int holdMillis, boolean troubled) {

    /** Everything at once, at a rate that leaves two cores some air. */
    public static Mix lively() {
        return new Mix(8, 120, 12, 10, 10, true);
    }

    /** As lively, and everything of it can be sent and handled. */
    public static Mix untroubled() {
        return new Mix(8, 120, 12, 10, 10, false);
    }

    /** Few accounts, and transactions that stay open: the load under which a wrong relay is wrong. */
    public static Mix contended() {
        return new Mix(16, 200, 4, 40, 60, false);
    }

    String kind(Random random) {
        int dice = random.nextInt(1000);
        if (!troubled || dice >= 40) {
            return "PLAIN";
        }
        return dice < 20 ? "REFUSED" : dice < 32 ? "POISON" : dice < 36 ? "PUZZLE" : "HUGE";
    }
}
