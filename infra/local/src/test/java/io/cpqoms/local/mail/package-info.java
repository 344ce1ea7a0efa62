@NullMarked
package io.cpqoms.local.mail;

import org.jspecify.annotations.NullMarked;
