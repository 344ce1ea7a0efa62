package io.cpqoms.audit.proof;

import java.util.List;

/**
 * An aggregate whose recorded versions are not all of 1 … highest.
 *
 * @param missing the first missing versions, at most twenty
 */
record VersionGap(String aggregateType, String aggregateId, long recorded, long highest, List<Long> missing) {}
