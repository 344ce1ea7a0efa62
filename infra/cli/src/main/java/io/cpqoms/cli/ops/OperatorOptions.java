package io.cpqoms.cli.ops;

import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.client.Api;
import io.cpqoms.cli.client.Person;
import io.cpqoms.cli.stack.LocalPlatform;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Who asks a service of the running stack for what only operators may do, and the way there. */
public final class OperatorOptions {
    @Option(
            names = "--tenant",
            scope = ScopeType.INHERIT,
            defaultValue = "demo",
            paramLabel = "TENANT",
            description = "Whose operator you are; default ${DEFAULT-VALUE}.")
    private String tenant = "demo";

    @Option(
            names = "--operator",
            scope = ScopeType.INHERIT,
            defaultValue = "operator",
            paramLabel = "NAME",
            description = "Who you are; kept with what you decide. Default ${DEFAULT-VALUE}.")
    private String operator = "operator";

    public String tenant() {
        return tenant;
    }

    /**
     * The service's operator addresses, in this operator's name.
     *
     * @throws CpqFailure when no stack is running here
     */
    public Api of(String service) {
        return ops(new Person(operator, "operator", tenant), service);
    }

    /**
     * The same for the platform's operator, whose reach is all tenants.
     *
     * @throws CpqFailure when no stack is running here
     */
    public Api acrossTenants(String service) {
        return ops(new Person(operator, "operator", tenant).in("platform-operator"), service);
    }

    private static Api ops(Person person, String service) {
        LocalPlatform local = LocalPlatform.of(Installation.current());
        local.requireRunning();
        return local.platform().ops(person, service);
    }
}
