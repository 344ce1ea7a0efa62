package io.cpqoms.local.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Which ports living processes of this user have chosen. Somebody who chooses may bind minutes later, and until then the
 * kernel calls the port free: two test JVMs beside each other would take the same now and then.
 *
 * @param file one line for each port, with the process that chose it
 */
record PortClaims(Path file) {
    static PortClaims ofThisUser() {
        String name = "cpq-ports-" + System.getProperty("user.name") + ".properties";
        return new PortClaims(Path.of(System.getProperty("java.io.tmpdir"), name));
    }

    /**
     * Lets somebody choose who is told what is taken, and keeps what they choose until this process ends. Where the file
     * can't be written nothing is known to be taken, as before there was one.
     */
    List<Integer> claim(Function<Set<Integer>, List<Integer>> choice) {
        // A file lock is for processes; within one it is an error to ask twice. All class loaders share the string.
        synchronized (PortClaims.class.getName().intern()) {
            try (FileChannel channel = FileChannel.open(
                            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                Properties claims = living(channel);
                List<Integer> chosen = choice.apply(ports(claims));
                chosen.forEach(port -> claims.setProperty(
                        Integer.toString(port),
                        Long.toString(ProcessHandle.current().pid())));
                write(claims, channel);
                return chosen;
            } catch (IOException | IllegalArgumentException unreadable) {
                return choice.apply(Set.of());
            }
        }
    }

    private static Properties living(FileChannel channel) throws IOException {
        Properties claims = new Properties();
        claims.load(Channels.newReader(channel, StandardCharsets.UTF_8)); // closed with the channel, which is in use
        claims.values().removeIf(owner -> !isAlive(owner.toString()));
        return claims;
    }

    private static boolean isAlive(String pid) {
        return pid.matches("[0-9]{1,18}")
                && ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }

    private static Set<Integer> ports(Properties claims) {
        Set<Integer> ports = new TreeSet<>();
        claims.stringPropertyNames().forEach(port -> ports.add(Integer.valueOf(port)));
        return ports;
    }

    private static void write(Properties claims, FileChannel channel) throws IOException {
        StringBuilder lines = new StringBuilder();
        claims.forEach(
                (port, owner) -> lines.append(port).append('=').append(owner).append('\n'));
        channel.truncate(0);
        channel.position(0);
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.toString());
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
