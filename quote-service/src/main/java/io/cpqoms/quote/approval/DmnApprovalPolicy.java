package io.cpqoms.quote.approval;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.LiteralExpression;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.jspecify.annotations.Nullable;

/**
 * The approval policy as a DMN table, evaluated by Camunda's decision engine as a library. No other class knows that there is one.
 *
 * <p>The table is read once, at start, and every cell of it is tried: a policy that cannot be evaluated refuses the start and says
 * which cell is wrong, instead of refusing a submission some day.
 */
@Singleton
class DmnApprovalPolicy implements ApprovalPolicy {

    private static final String FILE = "approval/approval-policy.dmn";
    private static final String KEY = "approval-policy";
    private static final Pattern VERSION = Pattern.compile("\\d{1,5}\\.\\d{1,5}");
    private static final Pattern LITERAL = Pattern.compile("\"([A-Za-z0-9][A-Za-z0-9._-]{0,59})\"");
    private static final List<String> OUTPUTS = List.of("rule", "level", "approverGroup", "reason");
    private static final Set<HitPolicy> TELLS_ALL = Set.of(HitPolicy.RULE_ORDER, HitPolicy.COLLECT);

    private final DmnEngine engine;
    private final FeelEngine expressions;
    private final DmnDecision table;
    private final String version;
    private final List<String> levels;
    private final List<PolicyRule> rules;

    @Inject
    DmnApprovalPolicy() {
        this(Objects.requireNonNull(DmnApprovalPolicy.class.getClassLoader().getResourceAsStream(FILE), FILE));
    }

    /** @throws IllegalStateException when this is no policy that can be evaluated; the message says what is wrong */
    DmnApprovalPolicy(InputStream file) {
        try {
            DmnModelInstance model = Dmn.readModelFromStream(file);
            DefaultDmnEngineConfiguration configuration =
                    (DefaultDmnEngineConfiguration) DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
            engine = configuration.buildEngine();
            expressions = configuration.getFeelEngine();
            table = engine.parseDecision(KEY, model);
            Decision decision = model.getModelElementById(KEY);
            DecisionTable cells = (DecisionTable) decision.getExpression();
            require(
                    TELLS_ALL.contains(cells.getHitPolicy()),
                    "its hit policy must tell every rule: RULE ORDER or COLLECT");
            version = version(decision.getVersionTag());
            levels = levels(cells);
            rules = cells.getRules().stream().map(rule -> rule(rule, levels)).toList();
            require(
                    new HashSet<>(rules.stream().map(PolicyRule::ruleId).toList()).size() == rules.size(),
                    "two rules have the same name");
            tryEveryCell(cells);
        } catch (RuntimeException wrong) {
            throw new IllegalStateException("The approval policy cannot be used: " + wrong.getMessage(), wrong);
        }
    }

    /** Makes it at start, not with the first submission. */
    void start(@Observes StartupEvent starting) {}

    @Override
    public String version() {
        return version;
    }

    @Override
    public List<PolicyRule> rules() {
        return rules;
    }

    @Override
    public PolicyDecision decide(PolicyInput input) {
        List<FiredRule> fired = engine.evaluateDecisionTable(table, variables(input)).stream()
                .map(DmnApprovalPolicy::fired)
                .toList();
        return new PolicyDecision(version, input, fired, steps(fired), Optional.empty());
    }

    /** The highest level of the rules that fired decides alone: who may decide more, may decide this. */
    private List<ApprovalStep> steps(List<FiredRule> fired) {
        return levels.stream()
                .filter(level -> fired.stream().anyMatch(rule -> rule.level().equals(level)))
                .limit(1)
                .map(level -> new ApprovalStep(
                        level,
                        fired.stream()
                                .filter(rule -> rule.level().equals(level))
                                .map(FiredRule::group)
                                .distinct()
                                .toList()))
                .toList();
    }

    private static FiredRule fired(DmnDecisionRuleResult rule) {
        return new FiredRule(
                rule.getEntry("rule"), rule.getEntry("level"), rule.getEntry("approverGroup"), rule.getEntry("reason"));
    }

    private static VariableMap variables(PolicyInput input) {
        return Variables.putValue("maxDiscountPercent", input.maxDiscount().value())
                .putValue("marginPercent", input.marginPercent().orElse(null))
                .putValue("firstYearTotal", input.firstYear().amount())
                .putValue("currency", input.firstYear().currency())
                .putValue("productClasses", input.productClasses());
    }

    private static String version(@Nullable String tag) {
        require(
                tag != null && VERSION.matcher(tag).matches(),
                "its versionTag must be two numbers such as 1.0, not " + tag);
        return KEY + ":" + tag;
    }

    private static List<String> levels(DecisionTable cells) {
        require(
                cells.getOutputs().stream().map(Output::getName).toList().equals(OUTPUTS),
                "its outputs must be " + OUTPUTS);
        return cells.getOutputs().stream()
                .filter(output -> output.getName().equals("level") && output.getOutputValues() != null)
                .flatMap(output -> Stream.of(
                        output.getOutputValues().getTextContent().strip().split(",")))
                .map(text -> literal("the levels", text))
                .toList();
    }

    private static PolicyRule rule(Rule rule, List<String> levels) {
        List<String> outputs =
                rule.getOutputEntries().stream().map(DmnApprovalPolicy::text).toList();
        String name = literal(rule.getId(), outputs.getFirst());
        String level = literal(name, outputs.get(1));
        require(levels.contains(level), name + ": the level " + level + " is none of " + levels);
        require(
                rule.getDescription() != null
                        && !rule.getDescription().getTextContent().isBlank(),
                name + ": a description must say from where on it fires");
        return new PolicyRule(
                name,
                level,
                literal(name, outputs.get(2)),
                rule.getDescription().getTextContent().strip());
    }

    private void tryEveryCell(DecisionTable cells) {
        VariableMap probe = Variables.putValue("maxDiscountPercent", BigDecimal.TEN)
                .putValue("marginPercent", BigDecimal.TEN)
                .putValue("firstYearTotal", BigDecimal.TEN)
                .putValue("currency", "EUR")
                .putValue("productClasses", List.of("class"));
        List<Object> inputs = cells.getInputs().stream()
                .map(Input::getInputExpression)
                .map(input -> tried(input.getText().getTextContent(), probe))
                .toList();
        for (Rule rule : cells.getRules()) {
            Collection<String> tests = rule.getInputEntries().stream()
                    .map(entry -> entry.getText().getTextContent())
                    .toList();
            int column = 0;
            for (String test : tests) {
                VariableMap cell = Variables.fromMap(probe).putValue("cellInput", inputs.get(column));
                if (!test.isBlank()) {
                    test(rule.getId(), test, cell);
                }
                column++;
            }
            rule.getOutputEntries()
                    .forEach(output -> require(
                            tried(text(output), probe) instanceof String said && !said.isBlank(),
                            rule.getId() + ": " + text(output) + " is no text"));
        }
    }

    private void test(String rule, String test, VariableMap cell) {
        try {
            expressions.evaluateSimpleUnaryTests(test, "cellInput", cell.asVariableContext());
        } catch (RuntimeException wrong) {
            throw new IllegalStateException(rule + ": " + test + ": " + wrong.getMessage(), wrong);
        }
    }

    private Object tried(String expression, VariableMap probe) {
        Object value = expressions.evaluateSimpleExpression(expression, probe.asVariableContext());
        return Objects.requireNonNull(value, () -> expression + " has no value");
    }

    private static String text(LiteralExpression expression) {
        return expression.getText().getTextContent();
    }

    private static String literal(String where, String text) {
        var literal = LITERAL.matcher(text.strip());
        require(literal.matches(), where + ": " + text + " must be a name in quotation marks");
        return literal.group(1);
    }

    private static void require(boolean so, String otherwise) {
        if (!so) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
