/** What both resources of the edge share: money as JSON, pages, headers. */
@NullMarked
package io.cpqoms.quote.web;

import org.jspecify.annotations.NullMarked;
