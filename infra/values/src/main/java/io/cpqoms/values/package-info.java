/** The values that all services mean alike: who acts, and ids that sort by creation. Plain Java, no dependencies. */
@NullMarked
package io.cpqoms.values;

import org.jspecify.annotations.NullMarked;
