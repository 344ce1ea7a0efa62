/** Programs against generated clients; the tests compile them together with what they generate. */
@NullMarked
package io.cpqoms.cli.generated;

import org.jspecify.annotations.NullMarked;
