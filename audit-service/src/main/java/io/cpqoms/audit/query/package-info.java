/** What people ask of the trail: timelines and counts. */
@NullMarked
package io.cpqoms.audit.query;

import org.jspecify.annotations.NullMarked;
