package io.cpqoms.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When two bodies are the same command. */
@Tag("API-02")
class CommandRequestTest {

    @Test
    void theOrderOfPropertiesDoesNotMatter() {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("a", 1);
        one.put("b", Map.of("c", "x"));
        Map<String, Object> other = new LinkedHashMap<>();
        other.put("b", Map.of("c", "x"));
        other.put("a", 1);

        assertThat(CommandRequest.hash(one))
                .isEqualTo(CommandRequest.hash(other))
                .hasSize(64);
    }

    @Test
    void anyOtherValueIsAnotherCommand() {
        assertThat(CommandRequest.hash(Map.of("a", 1))).isNotEqualTo(CommandRequest.hash(Map.of("a", 2)));
    }

    @Test
    void theBoundariesOfTenantOperationAndKeyCannotBeShifted() {
        CommandRequest one = new CommandRequest("ab", "anna", "k", "c/d", "hash");
        CommandRequest other = new CommandRequest("a", "anna", "k", "b\nc/d", "hash");

        assertThat(one.lockName()).isNotEqualTo(other.lockName());
    }
}
