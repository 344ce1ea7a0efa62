package io.cpqoms.messaging.internal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.List;

/** Opens the contract files that the topics jar, and a service with topics of its own, bring on the class path. */
final class Resources {

    private Resources() {}

    static InputStream open(String path) throws IOException {
        InputStream stream = Thread.currentThread().getContextClassLoader().getResourceAsStream(path);
        if (stream == null) {
            stream = Resources.class.getClassLoader().getResourceAsStream(path);
        }
        if (stream == null) {
            throw new FileNotFoundException(path + " is not on the class path; is cpq-topics a dependency?");
        }
        return stream;
    }

    /** Every file of this name: the platform's, and the proposals of services that it does not know yet. */
    static List<URL> all(String path) throws IOException {
        List<URL> found = List.copyOf(
                Collections.list(Thread.currentThread().getContextClassLoader().getResources(path)));
        if (found.isEmpty()) {
            found = List.copyOf(
                    Collections.list(Resources.class.getClassLoader().getResources(path)));
        }
        if (found.isEmpty()) {
            throw new FileNotFoundException(path + " is not on the class path; is cpq-topics a dependency?");
        }
        return found;
    }
}
