@NullMarked
package io.cpqoms.command.decision;

import org.jspecify.annotations.NullMarked;
