package io.cpqoms.cli.token;

import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.console.Json;
import io.cpqoms.local.stack.Secrets;
import io.cpqoms.local.stack.Tokens;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cpq token}: a bearer token of the local stack, for curl. */
@Command(
        name = "token",
        description = "Print a bearer token that the local services accept for twelve hours.",
        footer = {
            "",
            "Example:",
            "  curl -H \"Authorization: Bearer $(./cpq token --role sales --tenant demo)\" http://127.0.0.1:8081/quotes",
            "",
            "A director, who decides what is too much for a manager:",
            "  ./cpq token --role approver --group sales-directors --subject dora.director"
        })
public final class TokenCommand implements Callable<Integer> {
    static final Set<String> ROLES = new TreeSet<>(Set.of(
            "sales",
            "approver",
            "operator",
            "platform-operator",
            "catalog-admin",
            "auditor",
            "administrator",
            "service"));

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--role",
            required = true,
            split = ",",
            paramLabel = "ROLE",
            description =
                    "One or more of sales, approver, operator, platform-operator, catalog-admin, auditor, administrator, service.")
    private Set<String> roles = Set.of();

    @Option(
            names = "--group",
            split = ",",
            paramLabel = "GROUP",
            description = "Groups whose tasks it may decide: sales-managers, sales-directors, order-operations, "
                    + "or whatever the approval policy names.")
    private Set<String> groups = Set.of();

    @Option(
            names = "--tenant",
            defaultValue = "demo",
            paramLabel = "TENANT",
            description = "The tenant; default ${DEFAULT-VALUE}. A service has none: it sends the header Cpq-Tenant.")
    private String tenant = "demo";

    @Option(
            names = "--subject",
            defaultValue = "somebody",
            paramLabel = "SUBJECT",
            description = "Who it stands for; default ${DEFAULT-VALUE}.")
    private String subject = "somebody";

    @Override
    public Integer call() {
        if (!ROLES.containsAll(roles)) {
            throw new CpqFailure("no such role among " + roles + "; there are " + ROLES);
        }
        Installation installation = Installation.current();
        if (!Files.exists(installation.home().resolve("secrets"))) {
            throw CpqFailure.environment("there is no stack in " + installation.home() + " yet; ./cpq up makes one");
        }
        Tokens tokens = Secrets.in(installation.home()).tokens();
        String token = roles.contains("service") ? tokens.service(subject) : tokens.user(subject, tenant, claimed());
        if (common.json()) {
            common.console().answer(Json.object().put("token", token));
        } else {
            common.console().line(token);
        }
        return ExitCodes.OK;
    }

    /** One claim holds roles and groups, as identity providers have it. */
    private Set<String> claimed() {
        Set<String> claimed = new TreeSet<>(roles);
        claimed.addAll(groups);
        return claimed;
    }
}
