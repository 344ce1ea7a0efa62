package io.cpqoms.search.index;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;
import org.opensearch.client.json.jackson.JacksonJsonpMapper;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;

/** Opens the one connection pool to OpenSearch, bounded and with timeouts; documents are written by the service's Jackson. */
class OpenSearchConnection {

    @Produces
    @Singleton
    OpenSearchClient client(OpenSearchSettings settings, ObjectMapper json) {
        HttpHost node = new HttpHost(
                settings.url().getScheme(),
                settings.url().getHost(),
                settings.url().getPort());
        var transport = ApacheHttpClient5TransportBuilder.builder(node)
                .setMapper(new JacksonJsonpMapper(json))
                .setConnectionConfigCallback(connection -> connection.setConnectTimeout(
                        Timeout.of(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)))
                .setRequestConfigCallback(request -> request.setResponseTimeout(
                        Timeout.of(settings.responseTimeout().toMillis(), TimeUnit.MILLISECONDS)))
                .build();
        return new OpenSearchClient(transport);
    }

    void close(@Disposes OpenSearchClient client) {
        try {
            client._transport().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
