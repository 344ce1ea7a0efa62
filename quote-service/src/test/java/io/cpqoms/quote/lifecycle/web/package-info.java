@NullMarked
package io.cpqoms.quote.lifecycle.web;

import org.jspecify.annotations.NullMarked;
