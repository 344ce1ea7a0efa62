package io.cpqoms.quote.journey;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends bytes that no HTTP client would, and gives back what the server says until it closes. */
final class RawHttp {

    private static final int PATIENCE_MILLIS = 10_000;

    private RawHttp() {}

    static String answer(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            // Read beside the writing: a server that has made up its mind doesn't wait for the end.
            Thread writing = Thread.startVirtualThread(() -> write(socket, request));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            writing.interrupt();
            return answer;
        }
    }

    private static void write(Socket socket, String request) {
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        } catch (IOException cutOff) {
            throw new UncheckedIOException(cutOff);
        }
    }
}
