package io.cpqoms.command.database;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Refuses to start a service that the database would not keep in bounds: one that logs in as a role which row-level security does not
 * bind, or whose tables have a tenant and no isolation.
 */
@ApplicationScoped
class IsolationCheck {

    private static final String UNBOUND = """
            select 'its role ' || rolname || ' is a superuser or may bypass row-level security' from pg_roles
             where rolname = session_user and (rolsuper or rolbypassrls)
            union all
            select 'its role ' || session_user || ' has the rights of ' || rolname || ' all the time; grant it with inherit false'
              from pg_roles
             where rolname in ('cpq_platform', 'cpq_reader') and pg_has_role(session_user, oid, 'usage')
            union all
            select 'its role ' || session_user || ' owns the tables or may act for their owner, as ' || min(relname) from pg_class
             where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
               and pg_has_role(session_user, relowner, 'member')
            having count(*) > 0
            union all
            select 'table ' || relname || ' has a ' || attname || ' and no forced row-level security'
              from pg_class join pg_attribute on attrelid = pg_class.oid
             where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p')
               and not (relrowsecurity and relforcerowsecurity)
               and attname in ('tenant_id', 'tenant_id_') and not attisdropped""";

    private final DataSource dataSource;

    IsolationCheck(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void check(@Observes @Priority(1) StartupEvent starting) {
        List<String> findings = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(UNBOUND);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                findings.add(row.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Whether the database keeps tenants apart can't be found out", e);
        }
        if (!findings.isEmpty()) {
            throw new IllegalStateException(
                    "The database would not keep tenants apart: " + String.join("; ", findings)
                            + ". docs/how-to/prepare-a-database.md says which roles a database needs; cpq_isolate isolates a table.");
        }
    }
}
