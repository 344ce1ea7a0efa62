package io.cpqoms.messaging;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import org.eclipse.microprofile.config.ConfigProvider;

/** What operators see: it answers on a port of its own. */
final class Management {
    private Management() {}

    static ValidatableResponse readiness() {
        String address = ConfigProvider.getConfig().getValue("test.management.url", String.class);
        return given().get(address + "/health/ready").then();
    }
}
