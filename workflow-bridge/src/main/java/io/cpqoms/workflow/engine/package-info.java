/**
 * The embedded Camunda 7 engine, and the only place that knows it. Everything public here is free of Camunda types, so that
 * a maintained fork of the engine can take its place: {@link io.cpqoms.workflow.engine.Processes} starts and correlates,
 * {@link io.cpqoms.workflow.engine.UserTasks} lists and completes, {@link io.cpqoms.workflow.engine.ProcessStep},
 * {@link io.cpqoms.workflow.engine.ExternalTaskHandler} and {@link io.cpqoms.workflow.engine.ProcessLifecycle} are what the
 * other packages plug in.
 */
@NullMarked
package io.cpqoms.workflow.engine;

import org.jspecify.annotations.NullMarked;
