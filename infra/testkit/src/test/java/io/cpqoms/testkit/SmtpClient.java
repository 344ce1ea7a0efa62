package io.cpqoms.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sends one mail by hand, so that the sink's test needs no mail library. */
final class SmtpClient {
    private SmtpClient() {}

    static void send(int port, String recipient, String subject) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            BufferedReader answers =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            answers.readLine();
            for (String command : List.of(
                    "HELO kit",
                    "MAIL FROM:<kit@example.org>",
                    "RCPT TO:<" + recipient + ">",
                    "DATA",
                    "Subject: " + subject + "\r\n\r\nHello\r\n.",
                    "QUIT")) {
                socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
                answers.readLine();
            }
        }
    }
}
