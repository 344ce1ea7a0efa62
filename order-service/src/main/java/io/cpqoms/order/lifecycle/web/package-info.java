/** Orders over REST: commands, views and problems. */
@NullMarked
package io.cpqoms.order.lifecycle.web;

import org.jspecify.annotations.NullMarked;
