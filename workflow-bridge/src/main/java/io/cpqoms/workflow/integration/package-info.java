/** Everything that crosses Kafka or another service. */
@NullMarked
package io.cpqoms.workflow.integration;

import org.jspecify.annotations.NullMarked;
