/** Holds every answer that a test receives against the API document of the service that gave it. */
@NullMarked
package io.cpqoms.testkit.answers;

import org.jspecify.annotations.NullMarked;
