package io.cpqoms.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.cli.console.Json;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** An operator's browser at Cockpit: takes the token of the first page, logs in, and asks what the pages ask. */
final class CockpitVisit {
    private static final String ENGINE = "/camunda/api/engine/engine/default";

    private final URI cockpit;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    CockpitVisit(URI cockpit) {
        this.cockpit = cockpit;
    }

    void logIn(String user, String password) throws IOException, InterruptedException {
        assertThat(login(user, password, "cockpit")).isEqualTo(200);
    }

    /** What the application answers whom it is asked to let in. */
    int login(String user, String password, String application) throws IOException, InterruptedException {
        get("/camunda/app/cockpit/default/");
        String token = cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow();
        HttpRequest login = HttpRequest.newBuilder(
                        cockpit.resolve("/camunda/api/admin/auth/user/default/login/" + application))
                .header("X-XSRF-TOKEN", token)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("username=" + user + "&password=" + password))
                .build();
        return http.send(login, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    List<String> processDefinitions() throws IOException, InterruptedException {
        return Json.stream(Json.read(
                        get(ENGINE + "/process-definition?latestVersion=true").body()))
                .map(definition -> definition.path("key").asText())
                .toList();
    }

    String model(String processKey) throws IOException, InterruptedException {
        return Json.read(get(ENGINE + "/process-definition/key/" + processKey + "/xml")
                        .body())
                .path("bpmn20Xml")
                .asText();
    }

    int engineRestStatus() throws IOException, InterruptedException {
        return get("/engine-rest/engine").statusCode();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(cockpit.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
