/** The one class that lets a benchmark run the library's relay without an application around it. */
@NullMarked
package io.cpqoms.messaging.internal;

import org.jspecify.annotations.NullMarked;
