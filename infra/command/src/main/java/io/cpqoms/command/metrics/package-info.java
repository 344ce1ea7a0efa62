/** Metrics that stay bounded whatever clients send. */
@NullMarked
package io.cpqoms.command.metrics;

import org.jspecify.annotations.NullMarked;
