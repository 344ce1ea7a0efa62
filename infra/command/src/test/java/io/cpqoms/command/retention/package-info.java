@NullMarked
package io.cpqoms.command.retention;

import org.jspecify.annotations.NullMarked;
