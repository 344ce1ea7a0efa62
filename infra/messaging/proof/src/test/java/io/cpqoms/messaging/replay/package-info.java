/** Tests of the messaging library on real servers. */
@NullMarked
package io.cpqoms.messaging.replay;

import org.jspecify.annotations.NullMarked;
