/** Ways to relay and to consume that look right and are wrong: the controls that show what the checker is worth. */
@NullMarked
package io.cpqoms.drill.control;

import org.jspecify.annotations.NullMarked;
