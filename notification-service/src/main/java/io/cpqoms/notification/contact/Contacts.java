package io.cpqoms.notification.contact;

import io.cpqoms.notification.delivery.Notifications;
import io.cpqoms.notification.rule.Recipient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** Where the customers of each tenant are reached, and its own groups. */
@ApplicationScoped
class Contacts {

    private static final String PUT = """
            insert into contact (tenant_id, kind, party_id, email, locale, updated_at) values (?, ?, ?, ?, ?, ?)
            on conflict (tenant_id, kind, party_id) do update
               set email = excluded.email, locale = excluded.locale, updated_at = excluded.updated_at""";

    private final DataSource dataSource;
    private final Notifications notifications;
    private final Clock clock;

    Contacts(DataSource dataSource, Notifications notifications, Clock clock) {
        this.dataSource = dataSource;
        this.notifications = notifications;
        this.clock = clock;
    }

    /** Stores the contact and lets out what waited for it. */
    @Transactional
    void put(String tenantId, Recipient recipient, Contact contact) {
        notifications.addressComes(tenantId, recipient);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement upsert = connection.prepareStatement(PUT)) {
            upsert.setString(1, tenantId);
            upsert.setString(2, recipient.kind().text());
            upsert.setString(3, recipient.id());
            upsert.setString(4, contact.email());
            upsert.setString(5, contact.locale());
            upsert.setObject(6, clock.instant().atOffset(ZoneOffset.UTC));
            upsert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The contact could not be stored", e);
        }
        notifications.addressIsKnown(tenantId, recipient);
    }

    /** Whether the tenant knows this name as one of its own groups. */
    boolean isGroup(String tenantId, String name) {
        if (HouseGroups.NAMES.contains(name)) {
            return true;
        }
        String sql = "select 1 from contact where tenant_id = ? and kind = 'group' and party_id = ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, tenantId);
            query.setString(2, name);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The groups could not be read", e);
        }
    }
}
