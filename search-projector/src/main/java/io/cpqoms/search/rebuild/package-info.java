/** Old events again: a second generation of the projection that takes over when it is complete, and the check of the live one. */
@NullMarked
package io.cpqoms.search.rebuild;

import org.jspecify.annotations.NullMarked;
