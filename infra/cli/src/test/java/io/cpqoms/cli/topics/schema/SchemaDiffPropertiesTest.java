package io.cpqoms.cli.topics.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.topics.schema.SchemaChange.Effect;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** What the comparison accepts must validate: random schemas, random changes, random messages, real validator. */
@Tag("TOP-07")
class SchemaDiffPropertiesTest {
    private static final int MESSAGES = 15;

    @Property(tries = 400)
    @StatisticsReport(onFailureOnly = true)
    void whatBreaksNoOldMessageIsReadByNewReaders(@ForAll long seed) {
        Pair pair = Pair.of(seed);

        if (!pair.breaks(Effect.OLD_MESSAGES)) {
            assertThat(pair.refused(pair.before(), pair.after())).isEmpty();
        }
        Statistics.label("old messages").collect(pair.breaks(Effect.OLD_MESSAGES));
    }

    @Property(tries = 400)
    @StatisticsReport(onFailureOnly = true)
    void whatBreaksNoOldReaderIsReadByOldReaders(@ForAll long seed) {
        Pair pair = Pair.of(seed);

        if (!pair.breaks(Effect.OLD_READERS)) {
            assertThat(pair.refused(pair.after(), pair.before())).isEmpty();
        }
        Statistics.label("old readers").collect(pair.breaks(Effect.OLD_READERS));
    }

    private record Pair(RandomSchemas random, SchemaSet before, SchemaSet after) {
        static Pair of(long seed) {
            RandomSchemas random = new RandomSchemas(seed);
            ObjectNode schema = random.object(2);
            return new Pair(
                    random,
                    new SchemaSet(Map.of("event", schema, "common", random.common(false))),
                    new SchemaSet(Map.of("event", random.changed(schema), "common", random.common(seed % 5 == 0))));
        }

        boolean breaks(Effect effect) {
            return SchemaDiff.of(before, after, "event", SchemaDiff.Readers.LENIENT).stream()
                    .anyMatch(change -> change.breaks(effect));
        }

        /** Messages that the writer's closed schema accepts and the reader's opened one refuses. */
        List<JsonNode> refused(SchemaSet writer, SchemaSet reader) {
            SchemaSet opened = reader.opened();
            return Stream.generate(() -> random.message(writer, writer.document("event")))
                    .limit(MESSAGES)
                    .filter(message -> writer.violations("event", message).isEmpty())
                    .filter(message -> !opened.violations("event", message).isEmpty())
                    .toList();
        }
    }
}
