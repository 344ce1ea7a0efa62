package io.cpqoms.cli.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/**
 * One container of a composition as Docker sees it.
 *
 * @param service its name in the compose file
 * @param status created, running, restarting, exited …
 * @param health starting, healthy, unhealthy; empty without a health check
 * @param published host and port on this machine by port in the container
 */
record Container(String id, String service, String status, String health, Map<Integer, String> published) {

    static Container of(JsonNode inspected) {
        Map<Integer, String> published = new HashMap<>();
        inspected.path("NetworkSettings").path("Ports").properties().forEach(port -> {
            JsonNode binding = port.getValue().path(0);
            if (!binding.isMissingNode()) {
                int number = Integer.parseInt(port.getKey().split("/")[0]);
                published.put(
                        number,
                        reachable(binding.path("HostIp").asText()) + ":"
                                + binding.path("HostPort").asText());
            }
        });
        JsonNode state = inspected.path("State");
        return new Container(
                inspected.path("Id").asText(),
                inspected
                        .path("Config")
                        .path("Labels")
                        .path("com.docker.compose.service")
                        .asText(),
                state.path("Status").asText(),
                state.path("Health").path("Status").asText(),
                Map.copyOf(published));
    }

    boolean isReady() {
        return status.equals("running") && (health.isEmpty() || health.equals("healthy"));
    }

    boolean isOnItsWay() {
        return status.equals("created")
                || status.equals("restarting")
                || status.equals("running") && health.equals("starting");
    }

    /** "quote-service is running, unhealthy". */
    String describe() {
        return service + " is " + status + (health.isEmpty() ? "" : ", " + health);
    }

    private static String reachable(String hostIp) {
        return hostIp.isEmpty() || hostIp.equals("0.0.0.0") || hostIp.equals("::") ? "127.0.0.1" : hostIp;
    }
}
