/** How domain records lie in this service's own tables as JSON documents. */
@NullMarked
package io.cpqoms.quote.storage;

import org.jspecify.annotations.NullMarked;
