package io.cpqoms.cli.compose;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.client.Person;
import io.cpqoms.cli.client.Platform;
import io.cpqoms.cli.client.QuoteClient;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.demo.Await;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Salespeople who go on while the platform breaks: what gets no answer is tried again until the quote is where it should be. */
final class SteadyLoad implements AutoCloseable {
    private static final int PEOPLE = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final QuoteClient sales;
    private final String catalogVersion;
    private final AtomicInteger accepted = new AtomicInteger();
    private final Thread[] people = new Thread[PEOPLE];
    private volatile boolean going = true;
    private volatile Optional<RuntimeException> failure = Optional.empty();

    SteadyLoad(Platform platform, String tenant) {
        sales = platform.quotes(new Person("sally", "sales", tenant));
        catalogVersion = platform.quotes(new Person("cathy", "catalog-admin", tenant))
                .publishCatalog("Load", products())
                .path("catalogVersionId")
                .asText();
        for (int person = 0; person < PEOPLE; person++) {
            people[person] = Thread.ofVirtual().start(this::sell);
        }
    }

    /** Waits until that many more quotes were accepted: proof that work goes on. */
    void awaitAccepted(int more) {
        int goal = accepted.get() + more;
        Await.until(
                more + " more accepted quotes",
                PATIENCE,
                () -> {
                    failure.ifPresent(thrown -> {
                        throw thrown;
                    });
                    return Optional.of(accepted.get()).filter(count -> count >= goal);
                },
                () -> accepted.get() + " are accepted");
    }

    int accepted() {
        return accepted.get();
    }

    /** Ends after the quotes in hand. */
    @Override
    public void close() {
        going = false;
        for (Thread person : people) {
            try {
                person.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        failure.ifPresent(thrown -> {
            throw thrown;
        });
    }

    private void sell() {
        try {
            while (going) {
                String id = insist(() -> sales.create(quote())).path("quoteId").asText();
                drive(id, "priced", () -> sales.price(id));
                drive(id, "submitted", () -> sales.submit(id));
                await(id, "approved");
                drive(id, "accepted", () -> sales.accept(id, "C-1"));
                accepted.incrementAndGet();
            }
        } catch (RuntimeException thrown) {
            failure = Optional.of(thrown);
        }
    }

    /** A command whose answer was lost may have happened: then its refusal is no failure, as the state shows. */
    private void drive(String id, String wanted, Supplier<?> command) {
        insist(() -> {
            try {
                return command.get();
            } catch (CpqFailure refused) {
                String state = sales.get(id).path("state").asText();
                if (rank(state) >= rank(wanted)) {
                    return state;
                }
                throw refused;
            }
        });
    }

    private void await(String id, String state) {
        Await.until(
                "quote " + id + " to be " + state,
                PATIENCE,
                () -> Optional.of(insist(() -> sales.get(id)).path("state").asText())
                        .filter(now -> rank(now) >= rank(state)),
                () -> "it waits");
    }

    private static int rank(String state) {
        return java.util.List.of("draft", "priced", "submitted", "approved", "accepted", "ordered")
                .indexOf(state);
    }

    private static <T> T insist(Supplier<T> call) {
        RuntimeException[] last = new RuntimeException[1];
        return Await.until(
                "an answer",
                PATIENCE,
                () -> {
                    try {
                        return Optional.of(call.get());
                    } catch (CpqFailure noAnswer) {
                        last[0] = noAnswer;
                        return Optional.empty();
                    }
                },
                () -> String.valueOf(last[0].getMessage()));
    }

    private static ArrayNode products() {
        ArrayNode products = Json.array();
        ObjectNode product = products.addObject()
                .put("productId", "cable")
                .put("name", "Cable")
                .put("productClass", "hardware")
                .put("discontinued", false);
        product.set("charges", Json.onePrice("10.00", "EUR"));
        product.putArray("fulfilment")
                .addObject()
                .put("task", "reserve")
                .put("partner", "warehouse")
                .put("scope", "line")
                .putArray("dependsOn");
        return products;
    }

    private ObjectNode quote() {
        ObjectNode quote =
                Json.object().put("customerId", "C-1").put("currency", "EUR").put("catalogVersionId", catalogVersion);
        quote.putArray("lines").addObject().put("productId", "cable").put("quantity", 2);
        return quote;
    }
}
