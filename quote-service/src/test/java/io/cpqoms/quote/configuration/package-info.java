@NullMarked
package io.cpqoms.quote.configuration;

import org.jspecify.annotations.NullMarked;
