package io.cpqoms.audit;

import io.cpqoms.testkit.StrictHouseRules;

/** The house rules, for this service: they take the root from this class's package. */
class HouseRulesTest extends StrictHouseRules {}
