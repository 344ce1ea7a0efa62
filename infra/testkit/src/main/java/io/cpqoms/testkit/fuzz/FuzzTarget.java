package io.cpqoms.testkit.fuzz;

import io.cpqoms.testkit.Rows;
import java.net.URI;
import java.nio.file.Path;
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
    private static final Set<String> MOVING = Set.of("outbox_relay", "inbox_watermark");

    private static final int MEGABYTE = 1024 * 1024;

    private final URI base;
    private final Path document;
    private final Map<String, Named> ids = new LinkedHashMap<>();
    private final Map<String, String> bodies = new LinkedHashMap<>();
    private Optional<Fingerprint> fingerprint = Optional.empty();
    private List<String> groups = List.of();
    private String tenant = "acme";
    private String foreignTenant = "other";
    private int bodyLimit = MEGABYTE;

    private FuzzTarget(URI base, Path document) {
        this.base = base;
        this.document = document;
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
        ids.put(name, new Named(own, foreign));
        return this;
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

    /** The valid body of an operation, where examples in the document don't suffice. */
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
    public FuzzTarget database(Rows rows, String... movingTables) {
        Set<String> moving = new HashSet<>(MOVING);
        moving.addAll(Set.of(movingTables));
        fingerprint = Optional.of(new Fingerprint(rows, moving));
        return this;
    }

    /** A thing of the tenant's own and one of another's. */
    record Named(Supplier<String> own, Supplier<String> foreign) {}

    URI base() {
        return base;
    }

    Path document() {
        return document;
    }

    Map<String, Named> ids() {
        return ids;
    }

    Optional<String> body(String operationId) {
        return Optional.ofNullable(bodies.get(operationId));
    }

    Optional<Fingerprint> fingerprint() {
        return fingerprint;
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
