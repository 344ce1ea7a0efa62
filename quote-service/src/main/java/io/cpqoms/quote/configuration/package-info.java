/**
 * What a product is put together from, and which choices go together. Pure: a product's configuration and somebody's choices in, the
 * completed configuration, what is wrong with it and the smallest change that mends it out.
 */
@NullMarked
package io.cpqoms.quote.configuration;

import org.jspecify.annotations.NullMarked;
