package io.cpqoms.cli.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.client.Answer;
import io.cpqoms.cli.client.QuoteClient;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * Sends a sound file as a draft, in portions. The idempotency key of each is made from the content of the files and its number, so the same
 * files sent again after a kill find what is there already and go on behind it: they never make a second version.
 */
final class CatalogImport {
    static final int MOST_OF_A_PORTION = 1_000;
    /** A body of the service has at most 5 MB. */
    private static final int MOST_BYTES = 4_000_000;

    private final QuoteClient quotes;
    private final Console console;
    private final CatalogFile file;
    private final String hash;
    private final List<FileFault> refused = new ArrayList<>();

    /** @param prices the text of the file of prices, which is empty where there is none */
    CatalogImport(QuoteClient quotes, Console console, CatalogFile file, String prices) {
        this.quotes = quotes;
        this.console = console;
        this.file = file;
        this.hash = sha256(file.text() + "\0" + prices);
    }

    /** What the service refused; nothing when all of it is there. */
    List<FileFault> refused() {
        return List.copyOf(refused);
    }

    /** The version as it is afterwards; of a refusal the last one that there was, which may be none. */
    JsonNode run(boolean publish) {
        JsonNode version = Json.object();
        List<Portion> portions = portions();
        for (int number = 0; number < portions.size() && refused.isEmpty(); number++) {
            version = send(number, portions.get(number), version);
            if (refused.isEmpty()) {
                console.line("  Portion %d of %d is there: %s products in %s."
                        .formatted(
                                number + 1,
                                portions.size(),
                                version.path("productCount").asText(),
                                version.path("catalogVersionId").asText()));
            }
        }
        return publish && refused.isEmpty() ? publish(version) : version;
    }

    /** @param begin the place of its first product in the file */
    private record Portion(int begin, ArrayNode products) {}

    private List<Portion> portions() {
        List<Portion> portions = new ArrayList<>();
        int bytes = MOST_BYTES;
        for (int place = 0; place < file.rows().size(); place++) {
            ObjectNode product = file.rows().get(place);
            int length = Json.line(product).getBytes(StandardCharsets.UTF_8).length;
            if (portions.isEmpty()
                    || portions.getLast().products().size() == MOST_OF_A_PORTION
                    || bytes + length > MOST_BYTES) {
                portions.add(new Portion(place, Json.array()));
                bytes = 0;
            }
            portions.getLast().products().add(product);
            bytes += length;
        }
        return portions;
    }

    private JsonNode send(int number, Portion portion, JsonNode version) {
        ObjectNode body = Json.object();
        if (number == 0) {
            body.put("name", file.name());
        }
        body.set("products", portion.products());
        Answer answer = number == 0
                ? quotes.draftCatalog(body, key(number))
                : quotes.putProducts(version.path("catalogVersionId").asText(), body, key(number));
        return taken(answer, portion.begin()) ? answer.body() : version;
    }

    private JsonNode publish(JsonNode version) {
        Answer answer = quotes.publish(version.path("catalogVersionId").asText(), key(-1));
        return taken(answer, 0) ? answer.body() : version;
    }

    /** A refusal that names members is told with their lines; any other is a failure. */
    private boolean taken(Answer answer, int begin) {
        JsonNode violations = answer.body().path("violations");
        if (answer.successful() || violations.isEmpty()) {
            answer.expectSuccess();
            return true;
        }
        for (JsonNode violation : violations) {
            String path = ServicePaths.inFile(violation.path("field").asText(), begin, file);
            refused.add(file.fault(path, violation.path("message").asText()));
        }
        return false;
    }

    private UUID key(int step) {
        return UUID.nameUUIDFromBytes((hash + "/" + step).getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
