package io.cpqoms.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BpmnModelElementInstance;
import org.camunda.bpm.model.bpmn.instance.Error;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.Script;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaScript;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every model must be so that it runs beside Cockpit, cleans up after itself and can be read. */
@Tag("WFL-05")
class ModelLintTest {

    private static final Set<String> TOPICS = Set.of(
            "approve-quote",
            "reject-quote",
            "return-quote",
            "confirm-acceptance",
            "create-order",
            "mark-ordered",
            "decompose-order",
            "release-order",
            "perform-task",
            "apply-repair");
    private static final Set<String> STEPS = Set.of(
            "${announceApproval}", "${raiseApproval}", "${remindApprovers}", "${announceFallout}", "${takeRepair}");

    static List<String> models() {
        return EngineAssembly.MODELS.stream()
                .filter(name -> name.endsWith(".bpmn"))
                .toList();
    }

    /** A synchronous step behind it would otherwise run in Cockpit's process, which has none of our code. */
    @ParameterizedTest
    @MethodSource("models")
    void everyUserTaskEndsItsTransactionBehindItself(String name) {
        assertThat(all(name, UserTask.class)).allMatch(UserTask::isCamundaAsyncAfter, "asyncAfter");
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyProcessForgetsItsHistoryInTimeAndIsStartedByEventsOnly(String name) {
        assertThat(all(name, Process.class)).hasSize(1).allSatisfy(process -> {
            assertThat(process.getCamundaHistoryTimeToLiveString()).isNotBlank();
            assertThat(process.isCamundaStartableInTasklist()).isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("models")
    void thereAreNoScripts(String name) {
        assertThat(all(name, ScriptTask.class)).isEmpty();
        assertThat(all(name, Script.class)).isEmpty();
        assertThat(all(name, CamundaScript.class)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyServiceTaskIsAKnownTopicOrAKnownStep(String name) {
        assertThat(all(name, ServiceTask.class)).allSatisfy(task -> {
            if ("external".equals(task.getCamundaType())) {
                assertThat(TOPICS).contains(task.getCamundaTopic());
            } else {
                assertThat(STEPS).contains(task.getCamundaDelegateExpression());
            }
        });
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyDeclaredErrorIsCaughtSomewhere(String name) {
        Set<String> caught = all(name, ErrorEventDefinition.class).stream()
                .map(definition -> definition.getError().getErrorCode())
                .collect(Collectors.toSet());
        assertThat(all(name, Error.class)).extracting(Error::getErrorCode).isSubsetOf(caught);
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyElementIsDrawn(String name) {
        Set<BpmnModelElementInstance> drawn = Stream.concat(
                        all(name, BpmnShape.class).stream().map(BpmnShape::getBpmnElement),
                        all(name, BpmnEdge.class).stream().map(BpmnEdge::getBpmnElement))
                .map(BpmnModelElementInstance.class::cast)
                .collect(Collectors.toSet());
        Set<String> ids =
                drawn.stream().map(element -> element.getAttributeValue("id")).collect(Collectors.toSet());
        assertThat(all(name, FlowElement.class)).extracting(FlowElement::getId).isSubsetOf(ids);
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyElementThatAPersonReadsHasAName(String name) {
        assertThat(all(name, FlowNode.class))
                .filteredOn(node -> !(node instanceof Gateway gateway
                                && gateway.getOutgoing().size() < 2)
                        && !node.getElementType().getTypeName().equals("parallelGateway"))
                .allSatisfy(node -> assertThat(node.getName()).as(node.getId()).isNotBlank());
        assertThat(all(name, SequenceFlow.class))
                .filteredOn(flow -> flow.getConditionExpression() != null)
                .allSatisfy(flow -> assertThat(flow.getName()).as(flow.getId()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("models")
    void noTwoTasksOverlap(String name) {
        List<Bounds> tasks = all(name, BpmnShape.class).stream()
                .filter(shape -> shape.getBounds().getWidth() == 100)
                .map(BpmnShape::getBounds)
                .toList();
        assertThat(tasks)
                .allSatisfy(one -> assertThat(tasks)
                        .filteredOn(other -> other != one
                                && Math.abs(other.getX() - one.getX()) < 100
                                && Math.abs(other.getY() - one.getY()) < 80)
                        .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("models")
    void everyBoundaryEventSaysWhatItCatches(String name) {
        assertThat(all(name, BoundaryEvent.class)).allSatisfy(event -> {
            Collection<EventDefinition> definitions = event.getEventDefinitions();
            assertThat(definitions).as(event.getId()).hasSize(1);
        });
    }

    private static <T extends BpmnModelElementInstance> Collection<T> all(String name, Class<T> type) {
        BpmnModelInstance model =
                Bpmn.readModelFromStream(ModelLintTest.class.getClassLoader().getResourceAsStream(name));
        return model.getModelElementsByType(type);
    }
}
