/** An offer as a page that a customer reads: HTML, and the same as PDF. */
@org.jspecify.annotations.NullMarked
package io.cpqoms.quote.document;
