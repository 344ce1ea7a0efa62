/** What arrives from Kafka and the facts that leave. */
@NullMarked
package io.cpqoms.notification.integration;

import org.jspecify.annotations.NullMarked;
