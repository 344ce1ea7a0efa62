package io.cpqoms.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A benchmark's report as a script gets it. */
@Tag("ENG-06")
class BenchReportTest {

    @Test
    void takesTheHeadAndTheFiguresOutOfTheTable() {
        JsonNode answer = BenchCommand.json(List.of(
                "- 2 processors",
                "",
                "| measured | result | goal | |",
                "|---|---|---|---|",
                "| relay, one shard | 43,528 /s |  |  |",
                "| … ÷ relay that deletes | 0.88 | ≥ 1.50 | missed |"));

        assertThat(answer.path("head")).extracting(JsonNode::asText).containsExactly("2 processors");
        assertThat(answer.path("figures")).hasSize(2);
        assertThat(answer.path("figures").get(0).path("result").asText()).isEqualTo("43,528 /s");
        assertThat(answer.path("figures").get(1).path("measured").asText()).isEqualTo("… ÷ relay that deletes");
        assertThat(answer.path("figures").get(1).path("verdict").asText()).isEqualTo("missed");
    }
}
