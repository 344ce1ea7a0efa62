package io.cpqoms.audit.proof;

import java.util.Optional;

/**
 * What a verification of a tenant's chain found.
 *
 * @param checked facts that fit, from the beginning of the chain
 * @param headHash the link at the end of the chain; note it elsewhere to prove later that nothing before it was rewritten
 */
record ChainProof(boolean intact, long checked, long headSequence, String headHash, Optional<BrokenLink> firstBroken) {}
