@NullMarked
package io.cpqoms.quote.document;

import org.jspecify.annotations.NullMarked;
