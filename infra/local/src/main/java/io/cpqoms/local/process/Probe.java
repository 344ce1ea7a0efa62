package io.cpqoms.local.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** Looks once whether something answers on this machine. */
public final class Probe {
    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int SUCCESS = 200;
    private static final int SERVER_ERROR = 500;

    private Probe() {}

    public static boolean tcp(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
            return true;
        }
    }

    /** True when the address answers 200. */
    public static boolean http(int port, String path) throws IOException {
        return status(port, path) == SUCCESS;
    }

    /** True when the address answers anything but a server error: a page, a redirection, a demand to log in. */
    public static boolean serves(int port, String path) throws IOException {
        return status(port, path) < SERVER_ERROR;
    }

    private static int status(int port, String path) throws IOException {
        URI address = URI.create("http://127.0.0.1:" + port + path);
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        try {
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            connection.setInstanceFollowRedirects(false);
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
