package io.cpqoms.quote.approval;

import java.util.ArrayList;
import java.util.List;

/**
 * The last approval that a quote had, of a former revision. The next one keeps it where nothing that somebody looked at is worse.
 *
 * @param approvedBy who approved it: a person, or {@code policy} where nobody had to
 * @param policy what the policy said of that revision
 */
public record LastApproval(int revision, String approvedBy, PolicyDecision policy) {

    /**
     * What the policy says of the next revision: that this approval is kept, or what it said without it. Who submits never keeps an approval of
     * his own, because then he would have approved what he submits.
     */
    public PolicyDecision appliedTo(PolicyDecision now, String requestedBy) {
        return now.asksNobody() || requestedBy.equals(approvedBy) || !worse(now).isEmpty()
                ? now
                : now.keeping(new KeptApproval(revision, approvedBy));
    }

    /** What is worse now than it was then, each in a sentence for people; empty where nothing is. */
    public List<String> worse(PolicyDecision now) {
        PolicyInput then = policy.input();
        PolicyInput next = now.input();
        List<String> worse = new ArrayList<>();
        if (!now.policyVersion().equals(policy.policyVersion())) {
            worse.add("The policy is " + now.policyVersion() + ", it was " + policy.policyVersion() + ".");
        }
        if (next.maxDiscount().compareTo(then.maxDiscount()) > 0) {
            worse.add("The largest discount is " + next.maxDiscount().text() + " percent, it was "
                    + then.maxDiscount().text() + " percent.");
        }
        if (isMarginWorse(then, next)) {
            worse.add("The margin is " + margin(next) + ", it was " + margin(then) + ".");
        }
        if (!next.firstYear().isIn(then.firstYear().currency())
                || next.firstYear().amount().compareTo(then.firstYear().amount()) > 0) {
            worse.add("The customer owes " + owed(next) + " in the first year, it was " + owed(then) + ".");
        }
        if (isMoreGiven(then, next)) {
            worse.add("Given away in the first year is " + given(next) + ", it was " + given(then) + ".");
        }
        next.productClasses().stream()
                .filter(productClass -> !then.productClasses().contains(productClass))
                .forEach(productClass -> worse.add("Products of class " + productClass + " are new."));
        now.fired().stream()
                .filter(rule -> policy.fired().stream()
                        .noneMatch(fired -> fired.ruleId().equals(rule.ruleId())))
                .forEach(rule -> worse.add("Another rule fires: " + rule.ruleId() + "."));
        return List.copyOf(worse);
    }

    /** A margin that is known on one side only cannot be compared, and what cannot be compared may be worse. */
    private static boolean isMarginWorse(PolicyInput then, PolicyInput next) {
        return next.marginPercent().isPresent() && then.marginPercent().isPresent()
                ? next.marginPercent().get().compareTo(then.marginPercent().get()) < 0
                : next.marginPercent().isPresent() != then.marginPercent().isPresent();
    }

    /** The largest discount says nothing of what it is given on: the same percentage of the dearest line is another decision. */
    private static boolean isMoreGiven(PolicyInput then, PolicyInput next) {
        return next.given().isEmpty()
                || then.given().isEmpty()
                || next.given().get().amount().compareTo(then.given().get().amount()) > 0;
    }

    private static String given(PolicyInput input) {
        return input.given().map(money -> money.text() + " " + money.currency()).orElse("not known");
    }

    private static String margin(PolicyInput input) {
        return input.marginPercent()
                .map(percent -> percent.toPlainString() + " percent")
                .orElse("not known");
    }

    private static String owed(PolicyInput input) {
        return input.firstYear().text() + " " + input.firstYear().currency();
    }
}
