package io.cpqoms.testkit.fuzz;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All ways to break a request. */
final class Mutations {

    private Mutations() {}

    static List<Mutation> all() {
        return Stream.of(
                        List.of(new Mutation(
                                "nothing broken", (valid, random) -> Optional.of(FuzzCase.tolerated(valid.request())))),
                        BodyMutations.all(),
                        BodyText.all(),
                        WrongLists.MUTATIONS,
                        ParameterMutations.all(),
                        PathMutations.all(),
                        ForeignMutations.all(),
                        HeaderMutations.all(),
                        TokenMutations.all(),
                        ProtocolMutations.all())
                .flatMap(List::stream)
                .toList();
    }
}
