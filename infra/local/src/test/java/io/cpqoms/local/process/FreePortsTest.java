package io.cpqoms.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ports for processes that start side by side: what one has picked no other picks, bound or not. */
class FreePortsTest {
    private static final int COUNT = 20;

    @TempDir
    Path folder;

    @Test
    void picksNothingThatALivingProcessHasPicked() throws IOException {
        PortClaims claims = claimedEvenPorts(ProcessHandle.current().pid());

        assertThat(FreePorts.pick(COUNT, claims)).hasSize(COUNT).allMatch(port -> port % 2 == 1);
    }

    @Test
    void forgetsWhatAProcessPickedThatIsGone() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        PortClaims claims = claimedEvenPorts(gone.pid());

        assertThat(FreePorts.pick(COUNT, claims)).anyMatch(port -> port % 2 == 0);

        assertThat(Files.readAllLines(claims.file())).hasSize(COUNT);
    }

    @Test
    void keepsWhatIsPickedForTheNext() {
        PortClaims claims = new PortClaims(folder.resolve("ports"));

        List<Integer> ports = FreePorts.pick(COUNT, claims);

        claims.claim(taken -> {
            assertThat(taken).containsExactlyInAnyOrderElementsOf(ports);
            return List.of();
        });
    }

    @Test
    void picksWithoutTheFileWhereThereCanBeNone() {
        assertThat(FreePorts.pick(COUNT, new PortClaims(folder.resolve("nowhere/ports"))))
                .hasSize(COUNT);
    }

    private PortClaims claimedEvenPorts(long owner) throws IOException {
        Path file = folder.resolve("ports");
        Files.writeString(
                file,
                IntStream.range(10_000, 16_000)
                        .mapToObj(half -> 2 * half + "=" + owner)
                        .collect(Collectors.joining("\n")));
        return new PortClaims(file);
    }
}
