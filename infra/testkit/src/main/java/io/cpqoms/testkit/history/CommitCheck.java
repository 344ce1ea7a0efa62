package io.cpqoms.testkit.history;

import io.cpqoms.testkit.history.Finding.Kind;
import io.cpqoms.testkit.history.Finding.Stage;
import io.cpqoms.testkit.history.HistoryRecord.Commanded;
import io.cpqoms.testkit.history.HistoryRecord.Committed;
import io.cpqoms.testkit.history.HistoryRecord.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From command to commit: an acknowledged command is there once, a refused one is not, nothing comes from nowhere. */
final class CommitCheck {

    private CommitCheck() {}

    static List<Finding> findings(History history) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Commanded> commands = new HashMap<>();
        history.all(Commanded.class).forEach(command -> commands.put(command.commandId(), command));
        Set<String> committed = new HashSet<>();
        Set<String> versions = new HashSet<>();
        for (Committed commit : history.all(Committed.class)) {
            if (!versions.add(commit.key() + "@" + commit.version())) {
                findings.add(finding(Kind.DUPLICATED, commit, "its aggregate has another commit of that version"));
            } else if (!commands.isEmpty()) {
                judge(commit, commands, committed, findings);
            }
            committed.add(commit.commandId());
        }
        for (Commanded command : commands.values()) {
            if (command.outcome() == Outcome.ACKNOWLEDGED && !committed.contains(command.commandId())) {
                findings.add(finding(Kind.LOST, command, "it was acknowledged but is not committed"));
            }
        }
        return findings;
    }

    private static void judge(
            Committed commit, Map<String, Commanded> commands, Set<String> committed, List<Finding> findings) {
        Commanded command = commands.get(commit.commandId());
        if (command == null) {
            findings.add(finding(Kind.PHANTOM, commit, "nobody sent its command"));
        } else if (command.outcome() == Outcome.REFUSED) {
            findings.add(finding(Kind.PHANTOM, commit, "its command was refused"));
        } else if (!command.key().tenant().equals(commit.key().tenant())) {
            findings.add(finding(
                    Kind.CROSS_TENANT,
                    commit,
                    "its command was for tenant " + command.key().tenant()));
        } else if (committed.contains(commit.commandId())) {
            findings.add(finding(Kind.DUPLICATED, commit, "its command was committed before"));
        }
    }

    private static Finding finding(Kind kind, HistoryRecord entry, String why) {
        return new Finding(kind, Stage.COMMIT, entry, why);
    }
}
