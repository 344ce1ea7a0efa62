/** An offer as a page that a customer reads: HTML, and the same as PDF. */
@NullMarked
package io.cpqoms.quote.document;

import org.jspecify.annotations.NullMarked;
