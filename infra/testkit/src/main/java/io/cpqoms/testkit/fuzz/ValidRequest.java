package io.cpqoms.testkit.fuzz;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * A request that the document allows, before anything of it is broken.
 *
 * @param ids what the request names, by parameter
 * @param json its body, where it has one
 */
record ValidRequest(
        ApiOperation operation, Map<String, String> ids, Optional<ObjectNode> json, WireRequest request, World world) {

    /** The same for things of other names: in the path, and in the body where it names the same. */
    WireRequest naming(String parameter, String other) {
        String own = ids.get(parameter);
        if (own == null) {
            return request;
        }
        String body = json.map(known -> known.toString().replace(own, other)).orElse("");
        return request.withTarget(request.target().replace(own, other))
                .withBody(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
