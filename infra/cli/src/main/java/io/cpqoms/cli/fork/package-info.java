/**
 * {@code cpq fork}: lifts a service out of this checkout into a folder of its own.
 *
 * <p>The template is the living service, so that it can't rot: {@code ServiceSource} reads what it goes by, {@code Renaming}
 * turns that into the fork's names, {@code RegistryProposal} writes the topics it asks for, {@code Fork} puts it all together
 * beside the target and moves it there in one step, after {@code Leftovers} found nothing of the old names.
 */
@NullMarked
package io.cpqoms.cli.fork;

import org.jspecify.annotations.NullMarked;
