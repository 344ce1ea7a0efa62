package io.cpqoms.command.stored;

import static io.cpqoms.command.decision.TypeNames.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.command.decision.TypeNames;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is written is what is read, in every form. */
class DocumentCodecTest {

    record Name(String value) {}

    sealed interface Mood {
        record Calm() implements Mood {}

        record Angry(Instant since) implements Mood {}
    }

    record Cat(Name name, BigDecimal weight, Mood mood, Optional<Name> owner, List<Name> kittens) {}

    private static final TypeNames<Mood> MOODS =
            TypeNames.of(Mood.class, named(Mood.Calm.class, "calm"), named(Mood.Angry.class, "angry"));

    private static final DocumentCodec<Cat> CODEC = DocumentCodec.of(Cat.class)
            .naming(MOODS)
            .liftedBy(first -> first.<ObjectNode>set("weight", first.remove("kilograms")))
            .liftedBy(second -> second.<ObjectNode>set("kittens", second.arrayNode()))
            .build();

    private static final Cat TOM = new Cat(
            new Name("Tom"),
            new BigDecimal("4.20"),
            new Mood.Angry(Instant.parse("2026-11-30T08:00:00.000001Z")),
            Optional.empty(),
            List.of(new Name("Tim")));

    @Test
    void namesItsFormAndTheTypes() {
        assertThat(CODEC.write(TOM))
                .isEqualTo(
                        "{\"form\":3,\"name\":\"Tom\",\"weight\":\"4.20\","
                                + "\"mood\":{\"is\":\"angry\",\"since\":\"2026-11-30T08:00:00.000001Z\"},\"kittens\":[\"Tim\"]}");
        assertThat(CODEC.read(CODEC.write(TOM))).isEqualTo(TOM);
    }

    @Test
    void liftsFormerForms() {
        Cat lifted = new Cat(new Name("Tom"), new BigDecimal("4.20"), new Mood.Calm(), Optional.empty(), List.of());

        assertThat(CODEC.read("{\"name\":\"Tom\",\"kilograms\":\"4.20\",\"mood\":{\"is\":\"calm\"}}"))
                .isEqualTo(lifted);
        assertThat(CODEC.read("{\"form\":2,\"name\":\"Tom\",\"weight\":\"4.20\",\"mood\":{\"is\":\"calm\"}}"))
                .isEqualTo(lifted);
    }

    @Test
    void refusesAFormThatIsNewerThanTheCode() {
        assertThatExceptionOfType(NewerFormException.class)
                .isThrownBy(() -> CODEC.read("{\"form\":4,\"name\":\"Tom\"}"))
                .withMessage("A stored Cat has form 4; this release knows forms up to 3");
    }

    @Test
    void takesFromColumnsWhatLiesThere() {
        DocumentCodec<Cat> withColumns =
                DocumentCodec.of(Cat.class).naming(MOODS).inColumns("weight").build();

        String document = withColumns.write(TOM);

        assertThat(document).doesNotContain("weight");
        assertThat(withColumns
                        .read(document, Map.of("weight", new BigDecimal("5")))
                        .weight())
                .isEqualByComparingTo("5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withColumns.read(document))
                .withMessageContaining("[weight]");
    }

    enum Fur {
        LONG_HAIRED("longHaired"),
        BALD("bald");

        private final String written;

        Fur(String written) {
            this.written = written;
        }

        String written() {
            return written;
        }
    }

    record Cattery(Map<Name, Fur> inmates) {
        public boolean isEmpty() {
            return inmates.isEmpty();
        }
    }

    @Test
    void writesConstantsByTheirWrittenNamesAndKeysAsTheirValues() {
        DocumentCodec<Cattery> codec =
                DocumentCodec.of(Cattery.class).naming(Fur.class, Fur::written).build();
        Cattery cattery = new Cattery(Map.of(new Name("Tom"), Fur.LONG_HAIRED));

        assertThat(codec.write(cattery)).isEqualTo("{\"form\":1,\"inmates\":{\"Tom\":\"longHaired\"}}");
        assertThat(codec.read(codec.write(cattery))).isEqualTo(cattery);
        assertThatIllegalStateException()
                .isThrownBy(() -> codec.read("{\"form\":1,\"inmates\":{\"Tom\":\"LONG_HAIRED\"}}"));
    }

    record Chip(UUID value) {}

    record Register(Map<Chip, Name> cats) {}

    @Test
    void readsKeysThatAreNoTexts() {
        DocumentCodec<Register> codec = DocumentCodec.of(Register.class).build();
        Register register = new Register(Map.of(new Chip(new UUID(1, 2)), new Name("Tom")));

        assertThat(codec.read(codec.write(register))).isEqualTo(register);
    }

    @Test
    void refusesTwoConstantsOfOneName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DocumentCodec.of(Cattery.class).naming(Fur.class, fur -> "fur"))
                .withMessageContaining("twice");
    }

    @Test
    void takesADocumentWhoseMembersHappenToBeCalledFormForTheFirst() {
        DocumentCodec<Cattery> codec = DocumentCodec.of(Cattery.class)
                .naming(Fur.class, Fur::written)
                .liftedBy(first -> {
                    ObjectNode second = first.objectNode();
                    second.set("inmates", first);
                    return second;
                })
                .build();

        assertThat(codec.read("{\"form\":\"bald\"}").inmates()).containsExactly(Map.entry(new Name("form"), Fur.BALD));
    }

    @Test
    void saysWhatItCouldNotRead() {
        assertThatIllegalStateException().isThrownBy(() -> CODEC.read("[]")).withMessageContaining("Cat");
        assertThatIllegalStateException().isThrownBy(() -> CODEC.read("{\"form\":3,\"mood\":{\"is\":\"odd\"}}"));
    }
}
