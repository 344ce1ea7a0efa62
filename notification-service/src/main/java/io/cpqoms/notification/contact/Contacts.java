package io.cpqoms.notification.contact;

import io.cpqoms.notification.delivery.Notifications;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** The contacts of each tenant. */
@ApplicationScoped
class Contacts {

    private static final String PUT = """
            insert into contact (tenant_id, party_id, email, locale, updated_at) values (?, ?, ?, ?, ?)
            on conflict (tenant_id, party_id) do update
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
    void put(String tenantId, String partyId, Contact contact) {
        notifications.addressComes(tenantId, partyId);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement upsert = connection.prepareStatement(PUT)) {
            upsert.setString(1, tenantId);
            upsert.setString(2, partyId);
            upsert.setString(3, contact.email());
            upsert.setString(4, contact.locale());
            upsert.setObject(5, clock.instant().atOffset(ZoneOffset.UTC));
            upsert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("The contact could not be stored", e);
        }
        notifications.addressIsKnown(tenantId, partyId);
    }
}
