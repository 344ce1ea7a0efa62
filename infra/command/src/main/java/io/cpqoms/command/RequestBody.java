package io.cpqoms.command;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;

/** Reads the bytes of a body, and no more of them than the server's limit. */
final class RequestBody {

    private static final int MOST_WITHOUT_LIMIT = 10 * 1024 * 1024;

    byte[] read(ContainerRequestContext request, RoutingContext routing) throws IOException {
        if (isAbsent(routing.request())) {
            return new byte[0];
        }
        Long limit = routing.get(VertxInputStream.MAX_REQUEST_SIZE_KEY);
        int most = limit == null ? MOST_WITHOUT_LIMIT : Math.toIntExact(limit);
        // The stream's own answer to a body without a length that grows too long has no words; it is given here.
        routing.remove(VertxInputStream.MAX_REQUEST_SIZE_KEY);
        InputStream stream = request.getEntityStream();
        byte[] body = bytes(stream, most + 1, () -> routing.response().putHeader("Connection", "close"));
        if (body.length > most) {
            // Who is nearly done with sending hears the answer; who sends on for long is cut off.
            stream.skip(most);
            routing.response().putHeader("Connection", "close");
            throw BodyLimit.tooLarge(most).asException();
        }
        return body;
    }

    /**
     * A transfer that breaks off, or whose chunks are none, is the sender's mistake as much as what is in it. Who sent such chunks
     * does not hear it, because the server hangs up on him; logs and figures do.
     *
     * @param last says that the connection is not to be used again
     */
    static byte[] bytes(InputStream stream, int most, Runnable last) {
        try {
            return stream.readNBytes(most);
        } catch (IOException broken) {
            last.run();
            throw Problem.of(
                            400,
                            "broken-transfer",
                            "Broken transfer",
                            "The body did not arrive whole; send it with its Content-Length, or in chunks that end.")
                    .asException();
        }
    }

    private static boolean isAbsent(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        if (length != null) {
            return length.equals("0");
        }
        boolean ofHttp1 = request.version() == HttpVersion.HTTP_1_1 || request.version() == HttpVersion.HTTP_1_0;
        return ofHttp1 ? request.getHeader("Transfer-Encoding") == null : request.isEnded();
    }
}
