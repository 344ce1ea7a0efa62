package io.cpqoms.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortOwnersTest {
    private static final String HEADER =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";
    private static final String LISTENING =
            "   0: 0100007F:1F91 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0000 100 0";
    private static final String CONNECTED =
            "   1: 0100007F:1F92 0100007F:9C40 01 00000000:00000000 00:00000000 00000000     0        0 4712 1 0000 20 4";
    private static final String ON_ALL_ADDRESSES_V6 =
            "   2: 00000000000000000000000000000000:0BD1 00000000000000000000000000000000:0000 0A 00000000:00000000 "
                    + "00:00000000 00000000     0        0 4713 1 0000 100 0";

    @Test
    void readsListeningSocketsAndSkipsConnections() {
        assertThat(PortOwners.listening(List.of(HEADER, LISTENING, CONNECTED)))
                .containsOnlyKeys(8081)
                .containsEntry(8081, "4711");
    }

    @Test
    void readsSocketsOfTheSecondInternetProtocol() {
        assertThat(PortOwners.listening(List.of(HEADER, ON_ALL_ADDRESSES_V6))).containsEntry(3025, "4713");
    }

    @Test
    void namesTheProcessThatListens() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(PortOwners.now().of(socket.getLocalPort())).hasValueSatisfying(owner -> {
                assertThat(owner.pid()).isEqualTo(ProcessHandle.current().pid());
                assertThat(owner.command()).contains("java");
            });
        }
    }

    @Test
    void knowsNoOwnerOfAFreePort() {
        assertThat(PortOwners.now().of(FreePorts.pick(1).getFirst())).isEmpty();
    }
}
