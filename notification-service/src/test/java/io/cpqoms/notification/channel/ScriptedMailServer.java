package io.cpqoms.notification.channel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that answers each SMTP command as the test says, hangs up where the script says so, and remembers what it heard. */
final class ScriptedMailServer implements AutoCloseable {

    static final String HANGS_UP = "hangs up";

    /** An answer to EHLO that offers addresses beyond ASCII. */
    static final String OFFERS_SMTPUTF8 = "250-scripted\r\n250-8BITMIME\r\n250 SMTPUTF8";

    private final ServerSocket socket;
    private final Map<String, String> script;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private ScriptedMailServer(ServerSocket socket, Map<String, String> script) {
        this.socket = socket;
        this.script = script;
    }

    /** @param script SMTP verb, or {@code .} for the end of the message, → answer; everything else is accepted */
    static ScriptedMailServer answering(Map<String, String> script) {
        try {
            ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
            ScriptedMailServer server = new ScriptedMailServer(socket, script);
            Thread.ofVirtual().start(server::serve);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Every line that any client has said, commands and messages alike, read as UTF-8. */
    List<String> heard() {
        return List.copyOf(heard);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                converse(client);
            } catch (IOException e) {
                // The client or the test has ended the conversation; the next one may come.
                continue;
            }
        }
    }

    private void converse(Socket client) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        say(client.getOutputStream(), "220 scripted");
        boolean inMessage = false;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            heard.add(line);
            if (inMessage && !line.equals(".")) {
                continue;
            }
            String verb = line.split("[ :]")[0].toUpperCase(Locale.ROOT);
            String answer = script.getOrDefault(verb, verb.equals("DATA") ? "354 go on" : "250 fine");
            if (answer.equals(HANGS_UP)) {
                return;
            }
            inMessage = verb.equals("DATA") && answer.startsWith("354");
            say(client.getOutputStream(), answer);
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
