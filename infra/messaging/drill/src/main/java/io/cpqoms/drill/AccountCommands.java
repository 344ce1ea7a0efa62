package io.cpqoms.drill;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.messaging.NewEvent;
import io.cpqoms.messaging.Outbox;
import io.cpqoms.values.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The only writer of accounts: one version, one commit row and one event in one transaction. */
@ApplicationScoped
public class AccountCommands {

    private static final int HUGE = 60_000;

    private final Accounts accounts;
    private final Outbox outbox;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();

    AccountCommands(Accounts accounts, Outbox outbox, Clock clock) {
        this.accounts = accounts;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @throws CommandRefused when the command wants to be; the transaction is rolled back, event and all */
    @Transactional
    AccountAnswer handle(AccountCommand command) {
        try {
            accounts.begin(command.thinkMillis());
            Optional<AccountAnswer> before = accounts.find(command.commandId());
            if (before.isPresent()) {
                return before.get();
            }
            long version = accounts.nextVersion(command.tenant(), command.account());
            UUID messageId = outbox.append(event(command, version));
            accounts.save(command, messageId, version);
            accounts.sleep(command.holdMillis());
            if (command.kind() == AccountCommand.Kind.REFUSED) {
                throw new CommandRefused(command.commandId());
            }
            return new AccountAnswer(messageId, version);
        } catch (SQLException e) {
            throw new IllegalStateException("command " + command.commandId() + " not done: " + e.getMessage(), e);
        }
    }

    private NewEvent event(AccountCommand command, long version) {
        // A refused command's event says nothing of that: if it ever got out, it would look like any other.
        AccountCommand.Kind kind =
                command.kind() == AccountCommand.Kind.REFUSED ? AccountCommand.Kind.PLAIN : command.kind();
        return NewEvent.of("AccountChanged", 1)
                .onTopic("cpq.drill.events.v1")
                .tenant(command.tenant())
                .aggregate("account", command.account(), version)
                .occurredAt(clock.instant())
                .correlation(UUID.randomUUID())
                .causation(UUID.randomUUID())
                .actor(Actor.user("drill"))
                .payload(json.createObjectNode()
                        .put("commandId", command.commandId())
                        .put("kind", kind.name().toLowerCase(Locale.ROOT))
                        .put("padding", kind == AccountCommand.Kind.HUGE ? incompressible() : ""));
    }

    /** Too large for the broker even after compression. */
    private static String incompressible() {
        StringBuilder text = new StringBuilder(HUGE);
        while (text.length() < HUGE) {
            text.append(UUID.randomUUID());
        }
        return text.toString();
    }
}
