/** Camunda's web applications for operators, beside the bridge and on its database. */
@NullMarked
package io.cpqoms.cockpit;

import org.jspecify.annotations.NullMarked;
