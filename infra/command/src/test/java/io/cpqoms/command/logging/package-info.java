@NullMarked
package io.cpqoms.command.logging;

import org.jspecify.annotations.NullMarked;
