package io.cpqoms.testkit.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/** One connection through the proxy: two directions, each read and written by a thread of its own, so that delay is not a limit of throughput. */
final class ProxiedConnection {

    private static final int BUFFER = 64 * 1024;
    private static final int CHUNKS_UNDERWAY = 64;
    private static final Chunk END = new Chunk(new byte[0], 0);

    private final Socket client;
    private final Socket server;
    private final NetworkLine line;
    private final Consumer<ProxiedConnection> ended;

    ProxiedConnection(Socket client, Socket server, NetworkLine line, Consumer<ProxiedConnection> ended) {
        this.client = client;
        this.server = server;
        this.line = line;
        this.ended = ended;
    }

    private record Chunk(byte[] bytes, long sentNanos) {}

    void open() throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        pass(client, server);
        pass(server, client);
    }

    private void pass(Socket from, Socket to) {
        BlockingQueue<Chunk> underway = new ArrayBlockingQueue<>(CHUNKS_UNDERWAY);
        Thread.ofVirtual().start(() -> read(from, underway));
        Thread.ofVirtual().start(() -> write(to, underway));
    }

    private void read(Socket from, BlockingQueue<Chunk> underway) {
        byte[] buffer = new byte[BUFFER];
        try {
            try {
                InputStream in = from.getInputStream();
                for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                    underway.put(new Chunk(Arrays.copyOf(buffer, length), System.nanoTime()));
                }
            } catch (IOException e) {
                reset();
            }
            underway.put(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Socket to, BlockingQueue<Chunk> underway) {
        try {
            OutputStream out = to.getOutputStream();
            for (Chunk chunk = underway.take(); chunk != END; chunk = underway.take()) {
                line.arrive(chunk.sentNanos());
                out.write(chunk.bytes());
            }
            to.shutdownOutput();
        } catch (IOException e) {
            reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (client.isClosed() || client.isOutputShutdown() && server.isOutputShutdown()) {
            reset();
        }
    }

    void reset() {
        reset(client);
        reset(server);
        ended.accept(this);
    }

    /** With no time to linger, closing sends RST: the other side fails at once instead of believing in an orderly end. */
    static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It was closed already, which is all that is wanted.
        }
    }
}
