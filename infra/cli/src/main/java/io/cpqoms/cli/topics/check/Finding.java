package io.cpqoms.cli.topics.check;

/**
 * One thing the gate refuses.
 *
 * @param rule the name of the rule, for searching
 * @param where the topic, schema, example or file
 * @param problem what is wrong
 * @param remedy what would be right
 */
public record Finding(String rule, String where, String problem, String remedy) {

    @Override
    public String toString() {
        return where + " " + problem + "; " + remedy + " [" + rule + "]";
    }
}
