package io.cpqoms.command.decision;

import static io.cpqoms.command.decision.TypeNames.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A door, which is open, closed or locked, as the smallest aggregate there is. */
class TransitionTableTest {

    record Door(State state, int people) {}

    sealed interface State {
        record Open() implements State {}

        record Closed() implements State {}

        record Locked() implements State {}
    }

    sealed interface Command {
        record Close() implements Command {}

        record Lock(String key) implements Command {}
    }

    sealed interface Event {
        record WasClosed() implements Event {}

        record WasLocked() implements Event {}
    }

    private static final TypeNames<State> STATES = TypeNames.of(
            State.class,
            named(State.Open.class, "open"),
            named(State.Closed.class, "closed"),
            named(State.Locked.class, "locked"));
    private static final TypeNames<Command> COMMANDS =
            TypeNames.of(Command.class, named(Command.Close.class, "close"), named(Command.Lock.class, "lock"));
    private static final TypeNames<Event> EVENTS = TypeNames.of(
            Event.class, named(Event.WasClosed.class, "DoorClosed"), named(Event.WasLocked.class, "DoorLocked"));

    private static class Doors extends TransitionTable<Door, State, Command, Integer, Event, String> {
        Doors() {
            super(STATES, COMMANDS, EVENTS);
            on(
                            State.Open.class,
                            Command.Close.class,
                            (door, open, close, hour) -> Decision.accepted(new Event.WasClosed()))
                    .given("nobody stands in it", Doors::blocked)
                    .emits(Event.WasClosed.class)
                    .to(State.Closed.class);
            stands(State.Closed.class, Command.Close.class);
            on(
                            State.Closed.class,
                            Command.Lock.class,
                            (door, closed, lock, hour) -> lock.key().isEmpty()
                                    ? Decision.refused("no key")
                                    : Decision.accepted(new Event.WasLocked()))
                    .emits(Event.WasLocked.class)
                    .to(State.Locked.class);
        }

        private static Optional<String> blocked(Door door, Integer hour) {
            return door.people() == 0 ? Optional.empty() : Optional.of("blocked at " + hour);
        }

        @Override
        protected State stateOf(Door door) {
            return door.state();
        }

        @Override
        protected String illegal(String command, String state, List<String> legalCommands) {
            return command + " in " + state + ", only " + legalCommands;
        }
    }

    private static final Door OPEN = new Door(new State.Open(), 0);
    private static final Door BLOCKED = new Door(new State.Open(), 2);
    private static final Door CLOSED = new Door(new State.Closed(), 0);

    private final Doors doors = new Doors();

    @Test
    void decidesByTheFunctionOfTheRow() {
        assertThat(doors.decide(OPEN, new Command.Close(), 9)).isEqualTo(Decision.accepted(new Event.WasClosed()));
        assertThat(doors.decide(CLOSED, new Command.Close(), 9)).isEqualTo(Decision.stands());
        assertThat(doors.decide(CLOSED, new Command.Lock(""), 9)).isEqualTo(Decision.refused("no key"));
    }

    @Test
    void asksTheGuardsFirst() {
        assertThat(doors.decide(BLOCKED, new Command.Close(), 9)).isEqualTo(Decision.refused("blocked at 9"));
    }

    @Test
    void refusesWhatHasNoRowAndNamesWhatIsLegal() {
        assertThat(doors.decide(OPEN, new Command.Lock("k"), 9))
                .isEqualTo(Decision.refused("lock in open, only [close]"));
        assertThat(doors.legalCommands(new State.Closed())).containsExactly("lock");
    }

    @Test
    void saysWhatIsPermittedAndWhyNotTheRest() {
        assertThat(doors.permissions(BLOCKED, 9))
                .containsExactly(
                        new Permission<>("close", Optional.of("blocked at 9")),
                        new Permission<>("lock", Optional.of("lock in open, only [close]")));
        assertThat(doors.permissions(CLOSED, 9))
                .containsExactly(
                        new Permission<>("close", Optional.of("close in closed, only [lock]")),
                        new Permission<>("lock", Optional.empty()));
    }

    @Test
    void doesNotOfferWhatCanOnlyStandButTakesIt() {
        Doors revolving = new Doors() {
            {
                on(State.Locked.class, Command.Lock.class, (door, locked, lock, hour) -> Decision.stands())
                        .offeredIf((door, hour) -> Optional.of("locked already"))
                        .emits(Event.WasLocked.class)
                        .orStands()
                        .to(State.Locked.class);
            }
        };
        Door locked = new Door(new State.Locked(), 0);

        assertThat(revolving.permissions(locked, 9)).contains(new Permission<>("lock", Optional.of("locked already")));
        assertThat(revolving.decide(locked, new Command.Lock("k"), 9)).isEqualTo(Decision.stands());
    }

    @Test
    void showsItsRowsAndItsEnds() {
        assertThat(doors.edges())
                .contains(new Edge(
                        "open",
                        "close",
                        List.of("nobody stands in it"),
                        Set.of("DoorClosed"),
                        false,
                        Set.of("closed")));
        assertThat(doors.ends()).containsExactly("locked");
    }

    @Test
    void stopsAFunctionThatSaysWhatItsRowDoesNotList() {
        Doors wrong = new Doors() {
            {
                on(
                                State.Locked.class,
                                Command.Lock.class,
                                (door, locked, lock, hour) -> Decision.accepted(new Event.WasClosed()))
                        .emits(Event.WasLocked.class)
                        .to(State.Locked.class);
                on(State.Locked.class, Command.Close.class, (door, locked, close, hour) -> Decision.stands())
                        .emits(Event.WasClosed.class)
                        .to(State.Closed.class);
            }
        };
        Door locked = new Door(new State.Locked(), 0);

        assertThatIllegalStateException()
                .isThrownBy(() -> wrong.decide(locked, new Command.Lock("k"), 9))
                .withMessageContaining("Locked × Lock does not list WasClosed");
        assertThatIllegalStateException()
                .isThrownBy(() -> wrong.decide(locked, new Command.Close(), 9))
                .withMessageContaining("its result standing");
    }

    @Test
    void takesOneRowForAPair() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Doors() {
                    {
                        stands(State.Open.class, Command.Close.class);
                    }
                })
                .withMessage("Two rows for Open × Close");
    }

    @Test
    void aFamilyWithoutAllItsNamesDoesNotStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TypeNames.of(State.class, named(State.Open.class, "open")))
                .withMessageContaining("has no name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TypeNames.of(
                        Command.class, named(Command.Close.class, "close"), named(Command.Lock.class, "close")))
                .withMessage("Command names close twice");
    }

    @Test
    void anAcceptanceWithoutAFactIsNone() {
        assertThatIllegalArgumentException().isThrownBy(Decision::<String, String>accepted);
    }
}
