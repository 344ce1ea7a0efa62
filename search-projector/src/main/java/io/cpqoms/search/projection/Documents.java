package io.cpqoms.search.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.search.index.DocumentKind;
import io.cpqoms.search.index.Generation;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/** The document rows, read and written a batch at a time: one statement each, whatever the size of the batch. */
@ApplicationScoped
class Documents {

    private static final String COLUMNS =
            "d.tenant_id, d.kind, d.id, d.version, d.correlation_id, d.occurred_at, d.document";

    /** Locks in key order, so that two batches never wait for each other in a circle. */
    private static final String LOAD = "select " + COLUMNS + """
             from %s d
             join unnest(?::text[], ?::text[], ?::text[]) as wanted (tenant_id, kind, id)
               on d.tenant_id = wanted.tenant_id and d.kind = wanted.kind and d.id = wanted.id
            order by d.tenant_id, d.kind, d.id
              for update of d""";

    private static final String SAVE = """
            insert into %1$s (tenant_id, kind, id, version, correlation_id, occurred_at, document)
            select row.tenant_id, row.kind, row.id, row.version, row.correlation_id, row.occurred_at, row.document::jsonb
              from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::uuid[], ?::timestamptz[], ?::text[])
                as row (tenant_id, kind, id, version, correlation_id, occurred_at, document)
            on conflict (tenant_id, kind, id) do update
               set version = excluded.version, correlation_id = excluded.correlation_id,
                   occurred_at = excluded.occurred_at, document = excluded.document, projected_at = now()
             where %1$s.version < excluded.version""";

    private static final String OF_CATALOG = "select " + COLUMNS + """
             from %s d
            where d.tenant_id = ? and d.document ->> 'catalogVersionId' = any(?) and d.kind || d.id > ?
            order by d.kind || d.id
            limit ?""";

    private static final String PAGE = "select " + COLUMNS + """
             from projection_rebuild d
            where d.kind = ? and d.tenant_id || ' ' || d.id > ?
            order by d.tenant_id || ' ' || d.id
            limit ?""";

    private final DataSource dataSource;
    private final ObjectMapper json;

    Documents(DataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.json = json;
    }

    /** The documents that exist of those asked for, locked until the transaction ends. */
    Map<ProjectedDocument.Key, ProjectedDocument> load(Generation generation, Collection<ProjectedDocument.Key> keys) {
        Map<ProjectedDocument.Key, ProjectedDocument> found = new HashMap<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(LOAD.formatted(table(generation)))) {
            Columns<ProjectedDocument.Key> columns = new Columns<>(connection, query, List.copyOf(keys));
            columns.set("text", ProjectedDocument.Key::tenantId);
            columns.set("text", key -> key.kind().aggregateType());
            columns.set("text", ProjectedDocument.Key::id);
            read(query).forEach(document -> found.put(document.key(), document));
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("The projected documents could not be read", e);
        }
    }

    /** Writes the documents; a row that is as new or newer stays. */
    void save(Generation generation, Collection<ProjectedDocument> documents) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement upsert = connection.prepareStatement(SAVE.formatted(table(generation)))) {
            Columns<ProjectedDocument> columns = new Columns<>(connection, upsert, List.copyOf(documents));
            columns.set("text", document -> document.key().tenantId());
            columns.set("text", document -> document.key().kind().aggregateType());
            columns.set("text", document -> document.key().id());
            columns.set("int8", ProjectedDocument::version);
            columns.set("uuid", ProjectedDocument::correlationId);
            columns.set("timestamptz", document -> document.occurredAt().atOffset(ZoneOffset.UTC));
            columns.set("text", document -> document.content().toString());
            upsert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The projected documents could not be written", e);
        }
    }

    /** A page of the documents that refer to these catalog versions, after the given place. */
    List<ProjectedDocument> ofCatalog(
            Generation generation, String tenantId, Collection<String> catalogVersionIds, String after, int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(OF_CATALOG.formatted(table(generation)))) {
            query.setString(1, tenantId);
            query.setArray(2, connection.createArrayOf("text", catalogVersionIds.toArray()));
            query.setString(3, after);
            query.setInt(4, limit);
            return read(query);
        } catch (SQLException e) {
            throw new IllegalStateException("The documents of catalog versions could not be read", e);
        }
    }

    /** A page of the shadow's documents of a kind, after the given place: tenant, blank, id. */
    List<ProjectedDocument> shadowPage(DocumentKind kind, String after, int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(PAGE)) {
            query.setString(1, kind.aggregateType());
            query.setString(2, after);
            query.setInt(3, limit);
            return read(query);
        } catch (SQLException e) {
            throw new IllegalStateException("The rebuilt documents could not be read", e);
        }
    }

    private static String table(Generation generation) {
        return switch (generation) {
            case Generation.Live ignored -> "projection_document";
            case Generation.Shadow ignored -> "projection_rebuild";
        };
    }

    private List<ProjectedDocument> read(PreparedStatement query) throws SQLException {
        List<ProjectedDocument> documents = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                documents.add(new ProjectedDocument(
                        new ProjectedDocument.Key(
                                rows.getString("tenant_id"), kind(rows.getString("kind")), rows.getString("id")),
                        rows.getLong("version"),
                        rows.getObject("correlation_id", UUID.class),
                        rows.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                        content(rows.getString("document"))));
            }
        }
        return documents;
    }

    private ObjectNode content(String document) {
        try {
            return (ObjectNode) json.readTree(document);
        } catch (JsonProcessingException e) {
            // Without the cause: it is an IOException, which would count as something that passes.
            throw new IllegalStateException("A projected document is no JSON object: " + e.getOriginalMessage());
        }
    }

    private static DocumentKind kind(String name) {
        return Arrays.stream(DocumentKind.values())
                .filter(kind -> kind.aggregateType().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The projection holds an unknown kind: " + name));
    }

    /** Sets one array parameter after another, each a column of the rows. */
    private static final class Columns<T> {
        private final Connection connection;
        private final PreparedStatement statement;
        private final List<T> rows;
        private int index;

        Columns(Connection connection, PreparedStatement statement, List<T> rows) {
            this.connection = connection;
            this.statement = statement;
            this.rows = rows;
        }

        void set(String type, Function<T, Object> value) throws SQLException {
            index++;
            statement.setArray(
                    index,
                    connection.createArrayOf(type, rows.stream().map(value).toArray()));
        }
    }
}
