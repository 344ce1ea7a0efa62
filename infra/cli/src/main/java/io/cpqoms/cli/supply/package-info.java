/**
 * {@code cpq supply-chain}: what the platform is made of, under which licences, and that its jars can be built again.
 *
 * <p>It runs beside {@code cpq verify}, not inside it: the answers change when a dependency changes, not with every commit.
 */
@NullMarked
package io.cpqoms.cli.supply;

import org.jspecify.annotations.NullMarked;
