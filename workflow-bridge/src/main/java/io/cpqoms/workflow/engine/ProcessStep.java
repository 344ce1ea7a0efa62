package io.cpqoms.workflow.engine;

/**
 * What a service task of a model does inside this service and the engine's own transaction, named in the model as
 * {@code ${name}}. It may write rows and append events; it may not call anything over a network.
 */
public interface ProcessStep {

    String name();

    StepResult run(StepContext context);
}
