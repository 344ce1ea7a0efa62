package io.cpqoms.quote.approval;

import java.util.List;

/**
 * Who decides at one point of the way to an approval.
 *
 * @param groups any one of them decides
 */
public record ApprovalStep(String level, List<String> groups) {

    public ApprovalStep {
        groups = List.copyOf(groups);
    }
}
