package io.cpqoms.local.stack;

import io.cpqoms.local.process.LocalStackException;
import io.cpqoms.local.process.PortOwners;
import io.cpqoms.local.process.RunDirectory;
import io.cpqoms.local.stack.Members.Member;
import java.util.ArrayList;
import java.util.List;

/** Refuses to start anything while a port it needs is somebody else's, and says whose. */
final class TakenPorts {
    private TakenPorts() {}

    static void refuse(List<Member> members, StackPorts ports, RunDirectory run) {
        PortOwners owners = PortOwners.now();
        List<String> taken = new ArrayList<>();
        for (Member member : members) {
            if (!run.isRunning(member.name())) {
                for (int number : member.component().ports()) {
                    owners.of(number)
                            .ifPresent(owner -> taken.add(sentence(member, ports.named(number), number, owner)));
                }
            }
        }
        if (!taken.isEmpty()) {
            throw new LocalStackException(String.join("; ", taken));
        }
    }

    private static String sentence(Member member, StackPort port, int number, PortOwners.Owner owner) {
        return "port " + number + " for " + member.name() + " is taken by " + owner + ": stop that process or set "
                + port.variable();
    }
}
