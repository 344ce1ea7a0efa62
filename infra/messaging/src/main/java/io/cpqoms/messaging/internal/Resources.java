package io.cpqoms.messaging.internal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** Opens the contract files that the topics jar brings on the class path. */
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
}
