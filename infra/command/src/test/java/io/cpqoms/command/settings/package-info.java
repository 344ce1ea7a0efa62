/** Tests of what judges settings; what needs the mappings of the messaging library is tested there. */
@NullMarked
package io.cpqoms.command.settings;

import org.jspecify.annotations.NullMarked;
