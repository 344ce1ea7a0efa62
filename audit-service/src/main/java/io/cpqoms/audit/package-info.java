/**
 * Audit service: keeps every domain fact once, in order, and can prove that nobody touched it.
 *
 * <ul>
 *   <li>{@code trail} — the append-only record: facts, the hash chain of each tenant, the only writer
 *   <li>{@code proof} — recomputes the chain and looks for missing versions
 *   <li>{@code query} — timelines in business words, counts
 *   <li>{@code integration} — what arrives from Kafka
 * </ul>
 *
 * <p>Write path: {@code integration} → {@code trail}. {@code proof} and {@code query} only read.
 */
@NullMarked
package io.cpqoms.audit;

import org.jspecify.annotations.NullMarked;
