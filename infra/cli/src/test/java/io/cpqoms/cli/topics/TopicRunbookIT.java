package io.cpqoms.cli.topics;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.cli.Checkout;
import io.cpqoms.cli.ExitCodes;
import io.cpqoms.cli.topics.cluster.KafkaConnection;
import io.cpqoms.cli.topics.cluster.KafkaOnly;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Every command of docs/runbooks/topics.md, in the page's order, on a broker with a drifted topic and a zombie group. */
@Tag("OPS-05")
@Tag("INC-11")
class TopicRunbookIT {
    private static final String PROMPT = "./cpq topics ";
    private static final String QUOTES = "cpq.quote.events.v1";

    @Test
    void runsAsThePageSays(@TempDir Path archive) throws Exception {
        try (KafkaOnly kafka = KafkaOnly.open("runbook-it")) {
            KafkaConnection connection = kafka.as("nobody");
            causeTrouble(connection);

            List<Integer> exits = new ArrayList<>();
            for (String command : commands()) {
                exits.add(run(command, kafka.address(), archive));
            }

            assertThat(exits)
                    .as(
                            "drift found twice, repaired; zombie found, removed; audit, sizes; nothing is gone, nothing differs")
                    .containsExactly(
                            ExitCodes.FAILED,
                            ExitCodes.FAILED,
                            ExitCodes.OK,
                            ExitCodes.FAILED,
                            ExitCodes.OK,
                            ExitCodes.FAILED,
                            ExitCodes.OK,
                            ExitCodes.OK,
                            ExitCodes.OK,
                            ExitCodes.OK);
            try (Admin admin = connection.admin()) {
                assertThat(admin.listGroups().all().get()).isEmpty();
            }
            assertThat(archive).isNotEmptyDirectory();
        }
    }

    private static List<String> commands() throws Exception {
        return Files.readAllLines(Checkout.root().resolve("docs/runbooks/topics.md")).stream()
                .filter(line -> line.startsWith(PROMPT))
                .map(line -> line.substring(PROMPT.length()).strip())
                .toList();
    }

    private static int run(String command, String address, Path archive) {
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        if (!command.startsWith("size")) {
            arguments.addAll(List.of("--kafka", address));
        }
        if (command.startsWith("remove-group")) {
            arguments.addAll(List.of("--archive", archive.toString()));
        }
        System.setProperty("cpq.root", Checkout.root().toString());
        return new CommandLine(new TopicsCommand()).execute(arguments.toArray(String[]::new));
    }

    private static void causeTrouble(KafkaConnection connection) throws Exception {
        try (Admin admin = connection.admin()) {
            NewTopic drifted = new NewTopic(QUOTES, 6, (short) 1)
                    .configs(Map.of("retention.ms", "86400000", "max.message.bytes", "1000000"));
            admin.createTopics(List.of(drifted)).all().get();
            admin.alterConsumerGroupOffsets("crm-sync", Map.of(new TopicPartition(QUOTES, 0), new OffsetAndMetadata(0)))
                    .all()
                    .get();
        }
    }
}
