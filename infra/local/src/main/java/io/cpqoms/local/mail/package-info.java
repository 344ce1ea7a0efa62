/** The mails that arrived in the sink, for a person to read. */
@NullMarked
package io.cpqoms.local.mail;

import org.jspecify.annotations.NullMarked;
