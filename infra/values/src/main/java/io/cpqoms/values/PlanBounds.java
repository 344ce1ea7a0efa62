package io.cpqoms.values;

/**
 * How large the plan of one order may be, and how long it is when it is told. order-service can't decompose what exceeds this, so
 * quote-service doesn't price it: both read the figures here. They are those of the contract {@code OrderDecomposed} and of the topic of
 * orders; order-service's {@code PlanSizeTest} holds them against both.
 */
public final class PlanBounds {

    public static final int MOST_TASKS = 2000;

    /** How many others a task may wait for. */
    public static final int MOST_DEPENDENCIES = 500;

    /** The limit of the topic of orders without what envelope, key and headers add. */
    public static final int MOST_BYTES = 990_000;

    private static final int ID = 36;
    private static final int HASH = 64;
    private static final int AROUND_THE_PLAN = "{'planHash':'','tasks':[]}".length();
    private static final int AROUND_A_TASK = "{'taskId':'','name':'','partner':'','dependsOn':[]},".length();
    private static final int LINE = "'lineId':'',".length() + ID;
    private static final int DEPENDENCY = "'',".length() + ID;

    private PlanBounds() {}

    /** What a plan without tasks takes, in bytes of JSON. */
    public static long bytesOfPlan() {
        return AROUND_THE_PLAN + HASH;
    }

    /** What a task adds to it, at most two bytes too many; names are ASCII. */
    public static long bytesOfTask(String name, String partner, boolean ofOneLine, long dependencies) {
        return AROUND_A_TASK
                + ID
                + name.length()
                + partner.length()
                + (ofOneLine ? LINE : 0)
                + dependencies * DEPENDENCY;
    }
}
