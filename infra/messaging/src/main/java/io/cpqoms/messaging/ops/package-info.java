/** What operators may see and do in every service: the same REST resources everywhere, described in the library's README. */
@NullMarked
package io.cpqoms.messaging.ops;

import org.jspecify.annotations.NullMarked;
