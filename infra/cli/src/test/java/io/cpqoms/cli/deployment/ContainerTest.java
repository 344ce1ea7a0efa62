package io.cpqoms.cli.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.cli.console.Json;
import org.junit.jupiter.api.Test;

class ContainerTest {
    private static final String INSPECTED = """
            {"Id": "0123456789abcdef", "State": {"Status": "%s", "Health": {"Status": "%s"}},
             "Config": {"Labels": {"com.docker.compose.service": "quote-service"}},
             "NetworkSettings": {"Ports": {"8081/tcp": [{"HostIp": "%s", "HostPort": "18081"}], "9999/tcp": null}}}
            """;

    @Test
    void readsWhereAPortIsPublished() {
        assertThat(container("running", "healthy", "127.0.0.1").published()).containsOnlyKeys(8081);
        assertThat(container("running", "healthy", "127.0.0.1").published()).containsValue("127.0.0.1:18081");
        assertThat(container("running", "healthy", "0.0.0.0").published()).containsValue("127.0.0.1:18081");
    }

    @Test
    void tellsReadyFromStartingFromBroken() {
        assertThat(container("running", "healthy", "").isReady()).isTrue();
        assertThat(container("running", "starting", "").isReady()).isFalse();
        assertThat(container("running", "starting", "").isOnItsWay()).isTrue();
        assertThat(container("running", "unhealthy", "").isOnItsWay()).isFalse();
        assertThat(container("exited", "", "").isReady()).isFalse();
        assertThat(container("exited", "unhealthy", "").describe()).isEqualTo("quote-service is exited, unhealthy");
    }

    private static Container container(String status, String health, String hostIp) {
        return Container.of(Json.read(INSPECTED.formatted(status, health, hostIp)));
    }
}
