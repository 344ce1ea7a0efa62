package io.cpqoms.workflow.engine;

import java.util.List;

/** Does the external tasks of one topic, outside of any transaction; the same work may come twice. */
public interface ExternalTaskHandler {

    String topic();

    /** The process variables that {@link #handle} reads; no others are loaded. */
    List<String> variables();

    /** An exception counts as {@link WorkResult.TryAgain}. @param work with the span of its process current */
    WorkResult handle(ExternalWork work);
}
