@NullMarked
package io.cpqoms.command.stored;

import org.jspecify.annotations.NullMarked;
