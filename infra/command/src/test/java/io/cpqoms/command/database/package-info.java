@NullMarked
package io.cpqoms.command.database;

import org.jspecify.annotations.NullMarked;
