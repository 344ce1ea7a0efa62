/**
 * Old events again: planned, approved, run in a group of their own and reported, without repeating an effect.
 *
 * <p>{@code Replays} takes what people ask (REST in {@code ReplayResource}) and refuses what a consumer or the registry does
 * not allow; {@code ReplayPlanner} counts; {@code ReplayRunner} runs what the table says should run, with a {@code
 * ReplayPass} for each mode; {@code ReplayStore} is the table, from which any instance can go on after a crash.
 */
@NullMarked
package io.cpqoms.messaging.replay;

import org.jspecify.annotations.NullMarked;
