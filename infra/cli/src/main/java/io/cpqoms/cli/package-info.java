/**
 * The {@code cpq} command.
 *
 * <p>{@code console} writes for people and scripts; {@code stack} starts and stops the local platform; {@code topics} keeps
 * Kafka equal to the registry; {@code client} speaks the services' REST contracts; {@code story} narrates one quote and
 * {@code northwind} sends the real orders through; {@code deployment} says against what; {@code proof} reads the stores
 * themselves; {@code secrets} fills the composition's volume; {@code verify} runs the tests.
 */
@NullMarked
package io.cpqoms.cli;

import org.jspecify.annotations.NullMarked;
