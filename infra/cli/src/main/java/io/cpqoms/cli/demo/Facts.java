package io.cpqoms.cli.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.console.Style;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** States facts and checks each at once: what does not hold is shown with what was expected and what was found. */
public final class Facts {
    private final Console console;
    private final List<Fact> facts = new ArrayList<>();

    public Facts(Console console) {
        this.console = console;
    }

    /** The fact that both are equal; decimals are equal when their values are, whatever their scale. */
    public boolean equal(String statement, Object expected, Object found) {
        boolean held = expected instanceof BigDecimal wanted && found instanceof BigDecimal got
                ? wanted.compareTo(got) == 0
                : expected.equals(found);
        return state(new Fact(statement, text(expected), text(found), held));
    }

    public boolean holds(String statement, boolean held, String found) {
        return state(new Fact(statement, "so", found, held));
    }

    private synchronized boolean state(Fact fact) {
        facts.add(fact);
        if (fact.held()) {
            console.line("  " + console.paint("✓", Style.GREEN) + " " + fact.statement());
        } else {
            console.line("  " + console.paint("✗ " + fact.statement(), Style.RED));
            console.line("      expected " + fact.expected());
            console.line("      found    " + fact.found());
        }
        return fact.held();
    }

    public List<Fact> all() {
        return List.copyOf(facts);
    }

    public boolean allHeld() {
        return facts.stream().allMatch(Fact::held);
    }

    /** "31 facts stated, all of them held." */
    public String sentence() {
        long broken = facts.stream().filter(fact -> !fact.held()).count();
        return broken == 0
                ? facts.size() + " facts stated and checked, all of them held."
                : broken + " of " + facts.size() + " stated facts did not hold.";
    }

    public ArrayNode json() {
        ArrayNode array = Json.array();
        facts.forEach(fact -> array.addObject()
                .put("statement", fact.statement())
                .put("expected", fact.expected())
                .put("found", fact.found())
                .put("held", fact.held()));
        return array;
    }

    private static String text(Object value) {
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : String.valueOf(value);
    }
}
