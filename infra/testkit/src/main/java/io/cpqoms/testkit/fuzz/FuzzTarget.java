package io.cpqoms.testkit.fuzz;

import io.cpqoms.testkit.Rows;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A running service as a fuzzer needs to know it: where it is, what it promises, where it keeps what it knows, and names of things that
 * are really there, so that requests get past the door.
 */
public final class FuzzTarget {

    /** Tables that change by themselves: how far a relay or a consumer is says nothing of what a request did. */
    private static final Set<String> MOVING =
            Set.of("outbox_relay", "outbox_position", "outbox_mark", "inbox_watermark", "inbox_position");

    private static final int MEGABYTE = 1024 * 1024;

    private final URI base;
    private final List<Path> documents = new ArrayList<>();
    private final Map<String, Named> ids = new LinkedHashMap<>();
    private final Map<String, String> bodies = new LinkedHashMap<>();
    private Optional<Rows> rows = Optional.empty();
    private Set<String> moving = MOVING;
    private List<String> groups = List.of();
    private String tenant = "acme";
    private String foreignTenant = "other";
    private int bodyLimit = MEGABYTE;

    private FuzzTarget(URI base, Path document) {
        this.base = base;
        this.documents.add(document);
    }

    /** @param document the service's checked-in OpenAPI document */
    public static FuzzTarget of(URI base, Path document) {
        return new FuzzTarget(base, document);
    }

    /** The tenant whose people send the requests, and one that has nothing to do with it. */
    public FuzzTarget tenants(String own, String foreign) {
        tenant = own;
        foreignTenant = foreign;
        return this;
    }

    /**
     * What a parameter or a member of a body of that name may hold.
     *
     * @param own names something that the tenant has; asked again when a command has succeeded, which may have used it up
     * @param foreign names something of the same kind that the other tenant has
     */
    public FuzzTarget id(String name, Supplier<String> own, Supplier<String> foreign) {
        ids.put(name, new Named(own, foreign, false));
        return this;
    }

    /** A name that each tenant gives to what is his: both may have it, and who writes to it writes to his own. */
    public FuzzTarget name(String name, String own, String foreign) {
        ids.put(name, new Named(() -> own, () -> foreign, true));
        return this;
    }

    /**
     * Also what every service offers to operators, as the messaging library describes it, with a dead letter and a parked message of either
     * tenant. Of its operations a round takes a part only: the same code is in every service.
     */
    public FuzzTarget operators() {
        OperatorRows kept = new OperatorRows(rows.orElseThrow(() -> new IllegalStateException("first the database")));
        documents.add(OperatorRows.document());
        id("dlqId", () -> kept.letter(tenant), () -> kept.letter(foreignTenant));
        id("outboxId", () -> kept.parked(tenant), () -> kept.parked(foreignTenant));
        return body("assignDeadLetter", "{\"owner\":\"olga\"}")
                .body("discardDeadLetter", "{\"reason\":\"as the test wants it\"}")
                .body("repairDeadLetter", "{\"value\":{\"messageId\":\"x\"},\"note\":\"as the test wants it\"}")
                .body("redriveDeadLetters", "{\"ids\":[\"{dlqId}\"],\"dryRun\":true}")
                .body("releaseParkedMessage", "{\"reason\":\"as the test wants it\"}")
                .body("releaseParkedMessages", "{\"topic\":\"no.such.topic\",\"reason\":\"as the test wants it\"}")
                .body("repairParkedMessage", "{\"payload\":{\"a\":1},\"reason\":\"as the test wants it\"}")
                .body(
                        "planReplay",
                        "{\"consumer\":\"no-such-consumer\",\"mode\":\"REPLAY_VALIDATE_ONLY\",\"selection\":"
                                + "{\"topic\":\"no.such.topic\",\"offsets\":{},\"tenants\":[],\"eventTypes\":[]},"
                                + "\"rate\":1,\"acceptDifferences\":false,\"reason\":\"as the test wants it\"}")
                .body("discardParkedMessage", "{\"reason\":\"as the test wants it\"}");
    }

    /** The same where nothing of the other tenant is there to be named. */
    public FuzzTarget id(String name, Supplier<String> own) {
        return id(name, own, () -> "");
    }

    /** Groups of people that everybody who asks is in, beside the role that the operation wants. */
    public FuzzTarget groups(String... names) {
        groups = List.of(names);
        return this;
    }

    /** The valid body of an operation, where examples in the document don't suffice; {@code {name}} stands for the id of that name. */
    public FuzzTarget body(String operationId, String json) {
        bodies.put(operationId, json);
        return this;
    }

    /** The longest body that the service reads. */
    public FuzzTarget bodyLimit(int bytes) {
        bodyLimit = bytes;
        return this;
    }

    /** Where the service keeps what it knows; the tables named beside it change by themselves. */
    public FuzzTarget database(Rows database, String... movingTables) {
        Set<String> all = new HashSet<>(MOVING);
        all.addAll(Set.of(movingTables));
        moving = Set.copyOf(all);
        rows = Optional.of(database);
        return this;
    }

    /**
     * A thing of the tenant's own and one of another's.
     *
     * @param chosen whether every tenant gives such names himself, so that nobody can name what is another's
     */
    record Named(Supplier<String> own, Supplier<String> foreign, boolean chosen) {}

    URI base() {
        return base;
    }

    List<Path> documents() {
        return documents;
    }

    Map<String, Named> ids() {
        return ids;
    }

    Optional<String> body(String operationId) {
        return Optional.ofNullable(bodies.get(operationId));
    }

    Optional<Fingerprint> fingerprint() {
        return rows.map(database -> new Fingerprint(database, moving, foreignTenant));
    }

    List<String> groups() {
        return groups;
    }

    String tenant() {
        return tenant;
    }

    String foreignTenant() {
        return foreignTenant;
    }

    int bodyLimit() {
        return bodyLimit;
    }
}
