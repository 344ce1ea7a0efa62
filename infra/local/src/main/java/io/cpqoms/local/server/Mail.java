package io.cpqoms.local.server;

import io.cpqoms.local.process.ChildSpec;
import io.cpqoms.local.process.Component;
import io.cpqoms.local.process.JavaCommand;
import io.cpqoms.local.process.Probe;
import io.cpqoms.local.process.RunDirectory;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A mail server that delivers to nobody: takes SMTP from anyone, keeps mails in memory, shows them over REST. */
public final class Mail implements Component {
    private final Distributions distributions;
    private final RunDirectory run;
    private final int smtpPort;
    private final int restPort;

    public Mail(Distributions distributions, RunDirectory run, int smtpPort, int restPort) {
        this.distributions = distributions;
        this.run = run;
        this.smtpPort = smtpPort;
        this.restPort = restPort;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public List<Integer> ports() {
        return List.of(smtpPort, restPort);
    }

    @Override
    public String address() {
        return "http://127.0.0.1:" + restPort;
    }

    @Override
    public ChildSpec spec() throws IOException {
        List<String> command = JavaCommand.withHeap("192m")
                .lightCompiler()
                .classData(distributions.classDataArchive("mail"), distributions.mailJar())
                .with("-Dgreenmail.smtp.hostname=127.0.0.1", "-Dgreenmail.smtp.port=" + smtpPort)
                .with("-Dgreenmail.api.hostname=127.0.0.1", "-Dgreenmail.api.port=" + restPort)
                .with("-Dgreenmail.auth.disabled")
                .jar(distributions.mailJar());
        return new ChildSpec(name(), command, Map.of(), run.home(), ChildSpec.Signal.TERM);
    }

    @Override
    public boolean ready() throws IOException {
        return Probe.tcp(smtpPort) && Probe.http(restPort, "/api/service/readiness");
    }
}
