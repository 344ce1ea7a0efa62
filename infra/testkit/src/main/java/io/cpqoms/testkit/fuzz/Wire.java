package io.cpqoms.testkit.fuzz;

import io.cpqoms.testkit.fuzz.WireRequest.Header;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sends requests over connections of their own and reads the answers, however odd the requests are. */
final class Wire {

    /** Longer than an answer may take, so that a late one is seen as late and not as none. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int INTERIM = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final URI base;

    Wire(URI base) {
        this.base = base;
    }

    WireAnswer send(WireRequest request) {
        long begin = System.nanoTime();
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.setTcpNoDelay(true);
            // Read beside the writing: a server that has made up its mind doesn't wait for the end.
            Thread writing = Thread.startVirtualThread(() -> write(socket, request.bytes()));
            WireAnswer answer = read(new BufferedInputStream(socket.getInputStream()), request, begin);
            writing.interrupt();
            return answer;
        } catch (SocketTimeoutException silence) {
            return bare(WireAnswer.SILENT, begin);
        } catch (IOException closed) {
            return bare(WireAnswer.CLOSED, begin);
        }
    }

    private static void write(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException cutOff) {
            // The reader hears of it, or has its answer already.
        }
    }

    private static WireAnswer read(InputStream in, WireRequest request, long begin) throws IOException {
        String status = line(in);
        if (status.isEmpty()) {
            return bare(WireAnswer.CLOSED, begin);
        }
        int code = Integer.parseInt(status.split(" ", 3)[1]);
        List<Header> headers = headers(in);
        if (code < INTERIM && code != WireAnswer.SWITCHED) {
            return read(in, request, begin);
        }
        WireAnswer head = new WireAnswer(code, headers, "", took(begin));
        boolean bodiless = request.method().equals("HEAD")
                || code == NO_CONTENT
                || code == NOT_MODIFIED
                || code == WireAnswer.SWITCHED;
        String body = bodiless ? "" : new String(body(in, head), StandardCharsets.UTF_8);
        return new WireAnswer(code, headers, body, took(begin));
    }

    private static List<Header> headers(InputStream in) throws IOException {
        List<Header> headers = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String[] parts = line.split(":", 2);
            headers.add(new Header(parts[0], parts.length == 1 ? "" : parts[1].strip()));
        }
        return List.copyOf(headers);
    }

    private static byte[] body(InputStream in, WireAnswer head) throws IOException {
        if (head.header("Transfer-Encoding").orElse("").toLowerCase(Locale.ROOT).contains("chunked")) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                body.writeBytes(in.readNBytes(size));
                line(in);
            }
            return body.toByteArray();
        }
        String length = head.header("Content-Length").orElse("");
        return length.isEmpty() ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = in.read(); read >= 0 && read != '\n'; read = in.read()) {
            if (read != '\r') {
                line.write(read);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    private static WireAnswer bare(int status, long begin) {
        return new WireAnswer(status, List.of(), "", took(begin));
    }

    private static Duration took(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
