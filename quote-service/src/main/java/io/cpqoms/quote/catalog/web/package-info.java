/** The catalog's REST face. */
@NullMarked
package io.cpqoms.quote.catalog.web;

import org.jspecify.annotations.NullMarked;
