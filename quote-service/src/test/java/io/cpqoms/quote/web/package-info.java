@NullMarked
package io.cpqoms.quote.web;

import org.jspecify.annotations.NullMarked;
