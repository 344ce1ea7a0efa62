package io.cpqoms.search;

import io.cpqoms.testkit.StrictHouseRules;
import java.util.List;

/**
 * The house rules, for this service, with one difference: what is folded, stored and indexed here are JSON documents, so that
 * the JSON tree is a value type of this domain.
 */
class HouseRulesTest extends StrictHouseRules {
    @Override
    protected List<String> frameworks() {
        return super.frameworks().stream()
                .filter(framework -> !framework.equals("com.fasterxml.."))
                .toList();
    }
}
