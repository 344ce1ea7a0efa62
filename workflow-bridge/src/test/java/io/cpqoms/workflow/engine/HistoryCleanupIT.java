package io.cpqoms.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.command.database.AcrossTenants;
import io.cpqoms.workflow.process.BusinessKey;
import io.cpqoms.workflow.process.ProcessKey;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The history of a process goes when its time to live is over, and not before. */
@AcrossTenants
@QuarkusTest
@ServerTest
@TestProfile(ManualWork.class)
@Tag("WFL-07")
class HistoryCleanupIT {

    @Inject
    ProcessDriver driver;

    @Inject
    ProcessEngine engine;

    @Test
    void forgetsWhatEndedLongerAgoThanTheModelAllows() {
        String kept = ordered();
        String forgotten = ordered();
        ended(kept, 179);
        ended(forgotten, 181);

        engine.getHistoryService().cleanUpHistoryAsync(true);
        engine.getHistoryService()
                .findHistoryCleanupJobs()
                .forEach(job -> engine.getManagementService().executeJob(job.getId()));

        assertThat(remembered(kept)).isEqualTo(1);
        assertThat(remembered(forgotten)).isZero();
    }

    private String ordered() {
        var quote = new BusinessKey.OfQuote("acme", UUID.randomUUID(), 2);
        driver.start(ProcessKey.QUOTE_TO_ORDER, quote, Map.of());
        driver.complete(driver.take(quote.text(), "confirm-acceptance"));
        driver.complete(driver.take(quote.text(), "create-order"), Map.of("orderId", "o-1"), Map.of());
        driver.complete(driver.take(quote.text(), "mark-ordered"));
        return quote.text();
    }

    private static void ended(String businessKey, int daysAgo) {
        ProcessDriver.rows()
                .execute(
                        "update act_hi_procinst set end_time_ = now() - make_interval(days => ?) where business_key_ = ?",
                        daysAgo,
                        businessKey);
    }

    private static long remembered(String businessKey) {
        return ProcessDriver.rows().number("select count(*) from act_hi_procinst where business_key_ = ?", businessKey);
    }
}
