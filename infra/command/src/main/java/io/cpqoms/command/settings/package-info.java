/**
 * Judges the settings of a service before it does anything: what its mappings hold, each within its bounds and all together. Names
 * that are given and read by nobody are told.
 *
 * <p>A setting stands in a {@code @ConfigMapping} with its default, its bounds ({@code @Min}, {@code @Max}, {@code @DurationMin},
 * {@code @DurationMax}, {@code @Pattern}, {@code @NotBlank}), what it must be {@link io.cpqoms.command.settings.Below below}, and a
 * sentence for operators. {@link io.cpqoms.command.settings.SettingsGate} reads all of it.
 */
@NullMarked
package io.cpqoms.command.settings;

import org.jspecify.annotations.NullMarked;
