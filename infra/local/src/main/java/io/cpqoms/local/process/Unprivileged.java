package io.cpqoms.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs servers that refuse root. As root, a new user namespace hides the user id while files stay root's; where namespaces
 * are forbidden, the server runs as {@code nobody}, who must then own its directories. A normal user needs neither.
 */
public enum Unprivileged {
    NOT_NEEDED,
    USER_NAMESPACE,
    NOBODY;

    private static final String USER = "nobody";

    public static Unprivileged detect() {
        try {
            if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
                return NOT_NEEDED;
            }
        } catch (IOException e) {
            return NOT_NEEDED;
        }
        return Tool.succeeds("unshare", "-U", "true") ? USER_NAMESPACE : NOBODY;
    }

    public List<String> wrap(List<String> command) {
        List<String> wrapped = new ArrayList<>(
                switch (this) {
                    case NOT_NEEDED -> List.<String>of();
                    case USER_NAMESPACE -> List.of("unshare", "-U");
                    case NOBODY -> List.of("setpriv", "--reuid=" + USER, "--regid=nogroup", "--clear-groups");
                });
        wrapped.addAll(command);
        return List.copyOf(wrapped);
    }

    /** Gives the directory to the user that the server will run as. */
    public void own(Path directory, Path log) throws IOException {
        if (this == NOBODY) {
            Tool.run("chown", List.of("chown", "-R", USER, directory.toString()), log);
        }
    }
}
