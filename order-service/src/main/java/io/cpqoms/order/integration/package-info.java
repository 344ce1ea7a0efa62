/**
 * What crosses Kafka: accepted quotes and catalog versions come in, order facts go out. Contracts have records and names
 * of their own here; the domain doesn't know them.
 */
@NullMarked
package io.cpqoms.order.integration;

import org.jspecify.annotations.NullMarked;
