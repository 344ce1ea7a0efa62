package io.cpqoms.local.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds which process listens on a TCP port: kernel's socket table → socket inode → process → command. */
public final class PortOwners {
    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int SOCKET_STATE = 3;
    private static final int INODE = 9;
    private static final int COMMAND_LENGTH = 100;

    private final Map<Integer, String> inodeByPort;

    private PortOwners(Map<Integer, String> inodeByPort) {
        this.inodeByPort = inodeByPort;
    }

    /** A process that listens; pid 0 when the kernel does not show it to this user. */
    public record Owner(long pid, String command) {
        @Override
        public String toString() {
            return pid == 0 ? "a process of another user" : "pid " + pid + " (" + command + ")";
        }
    }

    public static PortOwners now() {
        Map<Integer, String> inodes = new HashMap<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            try {
                inodes.putAll(listening(Files.readAllLines(Path.of(table))));
            } catch (IOException e) {
                // No such table: a kernel without IPv6. The launch itself still reports a port that can't be bound.
            }
        }
        return new PortOwners(inodes);
    }

    public Optional<Owner> of(int port) {
        return Optional.ofNullable(inodeByPort.get(port)).map(PortOwners::owner);
    }

    /** Port → socket inode of the listening sockets in the lines of {@code /proc/net/tcp}. */
    static Map<Integer, String> listening(List<String> table) {
        Map<Integer, String> inodes = new HashMap<>();
        for (String line : table) {
            String[] fields = line.strip().split("\\s+");
            if (fields.length > INODE && fields[SOCKET_STATE].equals(LISTENING)) {
                String address = fields[LOCAL_ADDRESS];
                inodes.put(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16), fields[INODE]);
            }
        }
        return inodes;
    }

    private static Owner owner(String inode) {
        String socket = "socket:[" + inode + "]";
        for (long pid : ProcFile.pids()) {
            if (holds(pid, socket)) {
                String command = ProcFile.commandLine(pid).orElse("unknown");
                return new Owner(
                        pid, command.length() > COMMAND_LENGTH ? command.substring(0, COMMAND_LENGTH) + "…" : command);
            }
        }
        return new Owner(0, "unknown");
    }

    private static boolean holds(long pid, String socket) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
            for (Path descriptor : descriptors) {
                if (Files.readSymbolicLink(descriptor).toString().equals(socket)) {
                    return true;
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            return false;
        }
        return false;
    }
}
