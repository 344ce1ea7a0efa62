package io.cpqoms.workflow.engine;

import io.cpqoms.workflow.engine.ProcessLifecycle.EndedProcess;
import io.cpqoms.workflow.engine.ProcessLifecycle.StartedProcess;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Reports begin and end of every instance of every model, without the models having to ask for it. */
class LifecycleListener extends AbstractBpmnParseListener {

    static final String CANCELLED = "cancelled";

    private final ProcessLifecycle lifecycle;

    LifecycleListener(ProcessLifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @Override
    public void parseProcess(Element processElement, ProcessDefinitionEntity definition) {
        definition.addListener(ExecutionListener.EVENTNAME_START, (ExecutionListener) this::started);
        definition.addListener(ExecutionListener.EVENTNAME_END, (ExecutionListener) this::ended);
    }

    private void started(DelegateExecution execution) {
        ProcessDefinitionEntity definition = ((ExecutionEntity) execution).getProcessDefinition();
        lifecycle.started(new StartedProcess(
                definition.getKey(),
                execution.getProcessBusinessKey(),
                execution.getProcessInstanceId(),
                definition.getVersion()));
    }

    private void ended(DelegateExecution execution) {
        String outcome = execution.isCanceled() ? CANCELLED : execution.getCurrentActivityId();
        lifecycle.ended(new EndedProcess(execution.getProcessInstanceId(), outcome));
    }
}
