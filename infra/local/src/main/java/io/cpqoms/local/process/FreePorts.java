package io.cpqoms.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Picks unused ports below the kernel's range for outgoing connections, so that no client socket can take one between the
 * choice and the server's bind, and that no other process has picked.
 */
public final class FreePorts {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 1_000;

    private FreePorts() {}

    public static List<Integer> pick(int count) {
        return pick(count, PortClaims.ofThisUser());
    }

    static List<Integer> pick(int count, PortClaims claims) {
        return claims.claim(taken -> beside(taken, count));
    }

    private static List<Integer> beside(Set<Integer> taken, int count) {
        List<Integer> ports = new ArrayList<>();
        for (int attempt = 0; attempt < ATTEMPTS && ports.size() < count; attempt++) {
            int candidate = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (!taken.contains(candidate) && !ports.contains(candidate) && isFree(candidate)) {
                ports.add(candidate);
            }
        }
        if (ports.size() < count) {
            throw new LocalStackException("found no " + count + " free ports between " + LOWEST + " and " + HIGHEST);
        }
        return List.copyOf(ports);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
