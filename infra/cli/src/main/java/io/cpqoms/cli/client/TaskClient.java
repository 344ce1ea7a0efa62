package io.cpqoms.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.console.Json;
import java.util.List;

/** workflow-bridge: the tasks people decide. */
public final class TaskClient {
    private final Api api;

    TaskClient(Api api) {
        this.api = api;
    }

    public List<JsonNode> open(String subjectId) {
        return Json.list(api.get("/tasks?state=open&subjectId=" + Api.encode(subjectId))
                .expectSuccess()
                .path("items"));
    }

    /** The oldest open tasks of the tenant, one page of them. */
    public List<JsonNode> open(int limit) {
        return Json.list(
                api.get("/tasks?state=open&limit=" + limit).expectSuccess().path("items"));
    }

    public JsonNode complete(String taskId, String decision, String reason) {
        return tryComplete(taskId, decision, reason).expectSuccess();
    }

    public Answer tryComplete(String taskId, String decision, String reason) {
        return api.command(
                "/tasks/" + taskId + "/complete",
                Json.object().put("decision", decision).put("reason", reason));
    }
}
