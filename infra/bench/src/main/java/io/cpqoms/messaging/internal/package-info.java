/** What lets a benchmark run the library's inner parts without an application around them. */
@NullMarked
package io.cpqoms.messaging.internal;

import org.jspecify.annotations.NullMarked;
