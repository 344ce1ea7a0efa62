package io.cpqoms.order.lifecycle;

import io.cpqoms.command.Commands;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets the first answers of commands that nobody may repeat any more; several instances may sweep at once. */
@ApplicationScoped
class AnswerSweep {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerSweep.class);

    private final Commands commands;
    private final AnswersConfig config;

    AnswerSweep(Commands commands, AnswersConfig config) {
        this.commands = commands;
        this.config = config;
    }

    @Scheduled(
            identity = "forget-answers",
            every = "${cpq.order.answers.interval:PT10M}",
            concurrentExecution = ConcurrentExecution.SKIP)
    void forgetAnswers() {
        int forgotten = commands.forget(config.retention(), config.batch());
        LOG.atDebug().addKeyValue("forgotten", forgotten).log("old command answers");
    }
}
