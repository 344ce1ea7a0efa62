package io.cpqoms.local.server;

import io.cpqoms.local.process.ChildSpec;
import io.cpqoms.local.process.Component;
import io.cpqoms.local.process.JavaCommand;
import io.cpqoms.local.process.Probe;
import io.cpqoms.local.process.RunDirectory;
import io.cpqoms.local.process.Unprivileged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * OpenSearch as one node, launched directly instead of by its script, which spends most of a cold start on JVMs that only
 * compute flags. Bound to loopback: the minimal distribution has no security plugin.
 */
public final class OpenSearch implements Component {
    private final Distributions distributions;
    private final RunDirectory run;
    private final int port;
    private final int transportPort;
    private final Unprivileged unprivileged = Unprivileged.detect();

    public OpenSearch(Distributions distributions, RunDirectory run, int port, int transportPort) {
        this.distributions = distributions;
        this.run = run;
        this.port = port;
        this.transportPort = transportPort;
    }

    @Override
    public String name() {
        return "opensearch";
    }

    @Override
    public List<Integer> ports() {
        return List.of(port, transportPort);
    }

    @Override
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void prepare() throws IOException {
        Path shipped = distributions.openSearchHome().resolve("config");
        for (Path directory : List.of(config(), data(), temporary(), ownLogs())) {
            Files.createDirectories(directory);
            unprivileged.own(directory, run.log(name()));
        }
        Files.writeString(config().resolve("opensearch.yml"), "cluster.name: cpq\nnode.name: node-1\n");
        Files.writeString(config().resolve("log4j2.properties"), Resources.text("opensearch-log4j2.properties"));
        Path security = shipped.resolve("fips_java.security");
        if (Files.exists(security) && !Files.exists(config().resolve("fips_java.security"))) {
            Files.copy(security, config().resolve("fips_java.security"));
        }
    }

    @Override
    public ChildSpec spec() throws IOException {
        Path home = distributions.openSearchHome();
        JavaCommand java = JavaCommand.withHeap("512m")
                .serverCompiler()
                .classData(distributions.classDataArchive("opensearch"), home.resolve("lib"));
        jvmOptions(home).forEach(java::with);
        List<String> command = java.mainClass(
                home + "/lib/*:" + agentBootstrap(home),
                "org.opensearch.bootstrap.OpenSearch",
                settings().toArray(String[]::new));
        return new ChildSpec(name(), unprivileged.wrap(command), Map.of(), home, ChildSpec.Signal.TERM);
    }

    private List<String> jvmOptions(Path home) {
        List<String> options = new ArrayList<>(List.of("-Xms512m", "-Xss1m", "-XX:MaxDirectMemorySize=128m"));
        options.addAll(List.of(
                "-Djna.nosys=true",
                "-Dio.netty.noUnsafe=true",
                "-Dio.netty.noKeySetOptimization=true",
                "-Dio.netty.recycler.maxCapacityPerThread=0",
                "-Dio.netty.allocator.numDirectArenas=0",
                "-Dlog4j.shutdownHookEnabled=false",
                "-Dlog4j2.disable.jmx=true",
                "-Djava.locale.providers=SPI,CLDR",
                "-Djava.io.tmpdir=" + temporary(),
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.apache.lucene.store.MMapDirectory.sharedArenaMaxPermits=1",
                "-Dopensearch.path.home=" + home,
                "-Dopensearch.path.conf=" + config(),
                "-Dopensearch.distribution.type=zip",
                "-Dopensearch.bundled_jdk=false"));
        return options;
    }

    private List<String> settings() {
        return List.of(
                "-Ediscovery.type=single-node",
                "-Enetwork.host=127.0.0.1",
                "-Ehttp.port=" + port,
                "-Etransport.port=" + transportPort,
                "-Epath.data=" + data(),
                "-Epath.logs=" + ownLogs(),
                "-Eaction.auto_create_index=false",
                "-Ecluster.routing.allocation.disk.threshold_enabled=false");
    }

    private static Path agentBootstrap(Path home) throws IOException {
        try (var jars = Files.newDirectoryStream(home.resolve("agent"), "opensearch-agent-bootstrap-*.jar")) {
            return jars.iterator().next();
        }
    }

    @Override
    public boolean ready() throws IOException {
        return Probe.http(port, "/_cluster/health?wait_for_status=yellow&timeout=1s");
    }

    private Path config() {
        return run.home().resolve("config/opensearch");
    }

    private Path data() {
        return run.home().resolve("data/opensearch");
    }

    private Path temporary() {
        return run.home().resolve("tmp/opensearch");
    }

    private Path ownLogs() {
        return run.home().resolve("logs/opensearch");
    }
}
