package io.cpqoms.testkit.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A TCP connection's middle man on this machine: passes bytes on, later when told so, not at all when the line is cut.
 *
 * <p>A cut line is silent, as when a cable is pulled: connections stay open and nothing arrives. A refusing one resets what
 * is open and takes nothing new, as when the host is gone.
 */
public final class TcpProxy implements AutoCloseable {

    private static final int CONNECT_MILLIS = 2_000;
    private static final int BACKLOG = 200;

    private final ServerSocket server;
    private volatile InetSocketAddress target;
    private final NetworkLine line = new NetworkLine();
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();

    private TcpProxy(ServerSocket server, InetSocketAddress target) {
        this.server = server;
        this.target = target;
    }

    /** Listens on a free port. */
    public static TcpProxy to(int targetPort) {
        return between(0, targetPort);
    }

    /** Listens on this very port, which somebody may have advertised. */
    public static TcpProxy between(int port, int targetPort) {
        InetAddress here = InetAddress.getLoopbackAddress();
        try {
            TcpProxy proxy =
                    new TcpProxy(new ServerSocket(port, BACKLOG, here), new InetSocketAddress(here, targetPort));
            Thread.ofVirtual().name("proxy-" + proxy.port()).start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("no proxy can listen on port " + port + ": " + e.getMessage(), e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Nothing passes until the line is healed; nobody is told. What waits then arrives, as TCP would have it. */
    public void cut() {
        line.cut();
    }

    /** Open connections are reset, new ones too, until the line is healed. */
    public void refuse() {
        line.refuse();
        connections.forEach(ProxiedConnection::reset);
    }

    /** Everything arrives this much later, in both directions. */
    public void delay(Duration oneWay) {
        line.delay(oneWay);
    }

    /** From now on its clients reach another server, as when an address is moved; open connections are reset. */
    public void redirect(int otherPort) {
        target = new InetSocketAddress(InetAddress.getLoopbackAddress(), otherPort);
        connections.forEach(ProxiedConnection::reset);
    }

    public void heal() {
        line.heal();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void connect(Socket client) {
        if (line.isRefusing()) {
            ProxiedConnection.reset(client);
            return;
        }
        Socket onward = new Socket();
        try {
            onward.connect(target, CONNECT_MILLIS);
            ProxiedConnection connection = new ProxiedConnection(client, onward, line, connections::remove);
            connections.add(connection);
            connection.open();
        } catch (IOException e) {
            // The target is away: its clients must see that, and not a proxy that takes their bytes.
            ProxiedConnection.reset(client);
            ProxiedConnection.reset(onward);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        line.heal();
        connections.forEach(ProxiedConnection::reset);
    }
}
