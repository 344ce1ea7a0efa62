package io.cpqoms.workflow.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.CRC32;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * Creates the engine's tables with the scripts that the engine itself brings, unchanged and in its order. The checksum is
 * that of the scripts: an engine upgrade makes Flyway stop here, which is when the scripts of this version have to be kept
 * as a file and the engine's upgrade script added as the next migration.
 */
public class V1__EngineSchema extends BaseJavaMigration {

    private static final List<String> SCRIPTS = List.of(
            "engine", "history", "identity", "case.engine", "case.history", "decision.engine", "decision.history");

    @Override
    public void migrate(Context context) throws SQLException {
        try (var statement = context.getConnection().createStatement()) {
            for (String script : SCRIPTS) {
                statement.execute(text(script));
            }
        }
    }

    @Override
    public Integer getChecksum() {
        var checksum = new CRC32();
        SCRIPTS.forEach(script -> checksum.update(text(script).getBytes(StandardCharsets.UTF_8)));
        return (int) checksum.getValue();
    }

    private static String text(String script) {
        String resource = "org/camunda/bpm/engine/db/create/activiti.postgres.create." + script + ".sql";
        ClassLoader loader = V1__EngineSchema.class.getClassLoader();
        try (InputStream in = loader.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The engine brings no " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
