/** Real processes, real servers, a load, and ways to hurt them; afterwards the history is read and judged. */
@NullMarked
package io.cpqoms.drill.harness;

import org.jspecify.annotations.NullMarked;
