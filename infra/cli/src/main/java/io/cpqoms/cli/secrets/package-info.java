/** The secrets of a composition: generated once, each readable by the one who needs it. */
@NullMarked
package io.cpqoms.cli.secrets;

import org.jspecify.annotations.NullMarked;
