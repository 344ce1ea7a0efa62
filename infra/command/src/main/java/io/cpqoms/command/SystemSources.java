package io.cpqoms.command;

import io.cpqoms.values.Ids;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The clock and the source of ids for everything that asks for one; a service or test may bring its own. */
@Dependent
public class SystemSources {

    @Produces
    @DefaultBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @DefaultBean
    @Singleton
    Ids ids(Clock clock) {
        return new Ids(clock);
    }
}
