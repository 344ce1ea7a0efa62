package io.cpqoms.command;

import io.cpqoms.values.TenantId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The question of a list, as HQL: what narrows it, which place it goes on behind, and its order.
 *
 * <p>Names of properties are the service's own; whatever a client sent is a parameter. The place and the order are of one
 * {@link ListSort}, so that a page cannot go on in another order than it began in.
 */
public final class Narrowing {

    private final StringBuilder where = new StringBuilder("tenantId = :tenantId");
    private final Map<String, Object> values = new LinkedHashMap<>();

    private Narrowing(TenantId tenant) {
        values.put("tenantId", tenant.value());
    }

    public static Narrowing to(TenantId tenant) {
        return new Narrowing(tenant);
    }

    /** Nothing sent narrows nothing. */
    public Narrowing equal(String property, Optional<?> value) {
        value.ifPresent(sent -> and(property + " = :" + property, property, sent));
        return this;
    }

    /** Any of these; none sent narrows nothing. */
    public Narrowing anyOf(String property, Collection<?> sent) {
        if (!sent.isEmpty()) {
            and(property + " in (:" + property + ")", property, sent);
        }
        return this;
    }

    /** Rows that have no value lie in no range. */
    public Narrowing in(String property, Range<?> range) {
        range.from().ifPresent(from -> and(property + " >= :" + property + "From", property + "From", from));
        range.to().ifPresent(to -> and(property + " < :" + property + "To", property + "To", to));
        return this;
    }

    /** The whole question: what lies behind the place, in the order. */
    public Question sorted(ListSort<?> sort, Optional<ListPlace> after) {
        after.ifPresent(place -> {
            and(sort.behind(), "afterId", place.id());
            place.at().ifPresent(at -> values.put("afterInstant", at));
        });
        return new Question(where + " order by " + sort.orderBy(), Map.copyOf(values));
    }

    private void and(String condition, String name, Object value) {
        where.append(" and ").append(condition);
        values.put(name, value);
    }

    /** What a repository is asked. */
    public record Question(String query, Map<String, Object> values) {}
}
