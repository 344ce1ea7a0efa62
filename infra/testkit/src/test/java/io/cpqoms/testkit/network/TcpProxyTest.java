package io.cpqoms.testkit.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

    private ServerSocket echo;
    private TcpProxy proxy;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
        proxy = TcpProxy.to(echo.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void passesEveryByteOn() throws IOException {
        try (Socket client = client()) {
            byte[] sent = new byte[1_000_000];
            for (int i = 0; i < sent.length; i++) {
                sent[i] = (byte) (i % 251);
            }
            Thread.ofVirtual().start(() -> {
                try {
                    client.getOutputStream().write(sent);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });

            assertThat(client.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
        }
    }

    @Test
    void isSilentWhileCutAndDeliversWhenHealed() throws IOException {
        try (Socket client = client()) {
            assertThat(answer(client, 1)).isEqualTo(1);
            proxy.cut();
            client.setSoTimeout(300);

            assertThatThrownBy(() -> answer(client, 2)).isInstanceOf(SocketTimeoutException.class);

            proxy.heal();
            client.setSoTimeout(10_000);
            assertThat(client.getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void resetsWhatIsOpenAndLeadsToAnotherServerWhenItIsRedirected() throws IOException {
        try (Socket client = client();
                ServerSocket other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThat(answer(client, 1)).isEqualTo(1);

            proxy.redirect(other.getLocalPort());

            assertThatThrownBy(() -> answer(client, 2)).isInstanceOf(SocketException.class);
            try (Socket later = client();
                    Socket arrived = other.accept()) {
                later.getOutputStream().write(3);
                assertThat(arrived.getInputStream().read()).isEqualTo(3);
            }
        }
    }

    @Test
    void resetsWhatIsOpenAndWhatComesWhileItRefuses() throws IOException {
        try (Socket client = client()) {
            assertThat(answer(client, 1)).isEqualTo(1);

            proxy.refuse();

            assertThatThrownBy(() -> answer(client, 2)).isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> {
                        try (Socket late = client()) {
                            answer(late, 3);
                        }
                    })
                    .isInstanceOf(SocketException.class);
            proxy.heal();
            try (Socket later = client()) {
                assertThat(answer(later, 4)).isEqualTo(4);
            }
        }
    }

    @Test
    void delaysBothDirections() throws IOException {
        try (Socket client = client()) {
            proxy.delay(Duration.ofMillis(200));
            long start = System.nanoTime();

            assertThat(answer(client, 1)).isEqualTo(1);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(400));
        }
    }

    private Socket client() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setSoTimeout(10_000);
        return client;
    }

    /** Sends one byte and reads one; the end of the stream is a failure like any other. */
    private static int answer(Socket client, int value) throws IOException {
        client.getOutputStream().write(value);
        int answer = client.getInputStream().read();
        if (answer < 0) {
            throw new SocketException("closed");
        }
        return answer;
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                Socket client = echo.accept();
                Thread.ofVirtual().start(() -> {
                    try (client) {
                        client.getInputStream().transferTo(client.getOutputStream());
                    } catch (IOException e) {
                        // The client went away, as clients do here.
                    }
                });
            } catch (IOException e) {
                // The test is over.
            }
        }
    }
}
