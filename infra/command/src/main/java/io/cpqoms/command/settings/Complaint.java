package io.cpqoms.command.settings;

/**
 * One wrong setting.
 *
 * @param name the setting, or the variable that means none
 * @param is what was given and where, as the rest of a sentence
 * @param needs what would be right, as the rest of a sentence
 */
record Complaint(String name, String is, String needs) {

    private static final String VARIABLE = "[A-Z][A-Z0-9_]*";

    /** Three lines: how it is called in files and in the environment, what it is, what it needs. */
    String lines() {
        String heading = name.matches(VARIABLE) ? name : name + "  (" + Names.variable(name) + ")";
        return "\n  " + heading + "\n    is     " + is + "\n    needs  " + needs + "\n";
    }
}
