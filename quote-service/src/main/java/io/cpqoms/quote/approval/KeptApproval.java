package io.cpqoms.quote.approval;

/**
 * An approval of a former revision that counts for this one, because nothing is worse.
 *
 * @param revision the revision that it was
 * @param approvedBy the person who approved it
 */
public record KeptApproval(int revision, String approvedBy) {}
