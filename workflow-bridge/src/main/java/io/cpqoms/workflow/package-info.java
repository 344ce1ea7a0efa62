/**
 * The workflow bridge: processes that decide what comes next, never what is true.
 *
 * <pre>
 * integration   events from Kafka start processes and bring messages; external tasks call the domain services
 * process       starts a process exactly once, tells its life as events, holds the steps of the models
 * correlation   delivers messages to waiting processes and records what became of each
 * task          the open decisions of people, over REST
 * engine        the embedded Camunda engine; no other package knows it
 * </pre>
 *
 * One event's inbox row, process link, engine rows and outbox rows commit in one transaction.
 */
@NullMarked
package io.cpqoms.workflow;

import org.jspecify.annotations.NullMarked;
