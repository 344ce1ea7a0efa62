package io.cpqoms.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.cli.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What runs side by side in a verification, and what alone. */
class VerifyScopeTest {
    private static final String LAST = "infra/cli";
    private static final Pattern OWN_ARTIFACT =
            Pattern.compile("(?s)\\A(?:.*</parent>)?.*?<artifactId>([^<]+)</artifactId>");

    @Test
    void everyTestRunsInTwoLanes() {
        assertThat(VerifyScope.whole(false).arguments()).containsSequence("-T", "2", "-Dcpq.lanes");
    }

    @Test
    void theWholeCrashMatrixAndAPartOfTheModulesRunInOne() {
        assertThat(VerifyScope.whole(true).arguments()).doesNotContain("-T").contains("-Dcpq.full=true");
        assertThat(new VerifyScope(Optional.of(Set.of("quote-service")), false).arguments())
                .doesNotContain("-T", "-Dcpq.lanes")
                .containsSequence("-am", "-pl", "quote-service");
    }

    /** Its tests start whole platforms from what the others have packaged, and have the machine to themselves. */
    @Test
    void theModuleThatRunsAloneIsBuiltAfterEveryOther() throws IOException {
        Reactor reactor = Reactor.of(Checkout.root());
        String lastOfAll = Files.readString(Checkout.root().resolve(LAST).resolve("pom.xml"));
        Set<String> before = new LinkedHashSet<>();
        for (String module : reactor.modules()) {
            if (lastOfAll.contains("<artifactId>" + artifact(module) + "</artifactId>")) {
                addWithDependencies(module, reactor, before);
            }
        }

        assertThat(before).containsExactlyInAnyOrderElementsOf(reactor.modules());
    }

    private static void addWithDependencies(String module, Reactor reactor, Set<String> before) {
        if (before.add(module)) {
            reactor.dependencies().get(module).forEach(needed -> addWithDependencies(needed, reactor, before));
        }
    }

    private static String artifact(String module) throws IOException {
        Path pom = Checkout.root().resolve(module).resolve("pom.xml");
        return OWN_ARTIFACT
                .matcher(Files.readString(pom))
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
    }
}
