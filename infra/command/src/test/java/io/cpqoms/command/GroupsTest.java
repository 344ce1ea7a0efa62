package io.cpqoms.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How much the claim groups may hold. */
@Tag("W1")
class GroupsTest {

    @Test
    void takesAsManyAsTheLargeProvidersSendWhateverTheyMean() {
        assertThat(Groups.objection(names(200, "a group that nobody here knows ")))
                .isEmpty();
        assertThat(Groups.objection(names(1, "x".repeat(254)))).isEmpty();
        assertThat(Groups.objection(names(0, ""))).isEmpty();
    }

    @Test
    void refusesOneMoreByTheClaimsName() {
        assertThat(Groups.objection(names(201, "g")))
                .hasValue("The claim groups must be a list of at most 200 texts of at most 255 characters each;"
                        + " the token has 201.");
    }

    @Test
    void refusesANameThatIsTooLong() {
        assertThat(Groups.objection(names(1, "x".repeat(255))))
                .hasValueSatisfying(detail -> assertThat(detail).endsWith("the token has one of 256."));
    }

    private static ArrayNode names(int count, String name) {
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        IntStream.range(0, count).forEach(i -> names.add(name + i % 10));
        return names;
    }
}
