/** What a person sees who opens a service in a browser. */
@NullMarked
package io.cpqoms.command.page;

import org.jspecify.annotations.NullMarked;
