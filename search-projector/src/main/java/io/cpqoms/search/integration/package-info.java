/** Events as they arrive from Kafka. */
@NullMarked
package io.cpqoms.search.integration;

import org.jspecify.annotations.NullMarked;
