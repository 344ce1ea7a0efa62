package io.cpqoms.cli.secrets;

import io.cpqoms.cli.CommonOptions;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.Installation;
import io.cpqoms.cli.console.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cpq secrets}: what the services of a composition must know and nobody else may. */
@Command(
        name = "secrets",
        description =
                "Generate passwords, the key pair of the tokens and the bridge's token under <home>/secrets, once.",
        footer = {
            "",
            "The first job of the composition runs it in a volume. What exists is kept; only the bridge's token is written anew.",
            "With a reader named kafka, services get an account each on a broker with TLS and SCRAM.",
            "Example:",
            "  ./cpq secrets --reader postgres:999 --reader quote-service:10081"
        })
public final class SecretsCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(
            names = "--reader",
            required = true,
            paramLabel = "NAME:GROUP",
            converter = Reader.Converter.class,
            description = "Who may read its files through which numeric group: a service, cockpit, postgres, or kafka.")
    private List<Reader> readers = List.of();

    @Override
    public Integer call() {
        boolean secured = readers.stream().anyMatch(reader -> reader.name().equals(Reader.BROKER));
        SharedSecrets secrets = SharedSecrets.in(Installation.current().home(), secured);
        readers.forEach(secrets::giveTo);
        secrets.openDirectory();
        common.console().line("Secrets of " + readers.size() + " readers are in place.");
        common.console().answer(Json.object().put("readers", readers.size()));
        return ExitCodes.OK;
    }
}
