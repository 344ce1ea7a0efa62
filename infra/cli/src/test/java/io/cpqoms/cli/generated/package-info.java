/** What a stock generator makes of the API documents, and whether it works. */
@NullMarked
package io.cpqoms.cli.generated;

import org.jspecify.annotations.NullMarked;
