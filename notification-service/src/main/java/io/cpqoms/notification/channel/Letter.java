package io.cpqoms.notification.channel;

/** A worded notification. */
record Letter(String subject, String body) {

    private static final String SUBJECT = "Subject: ";

    /** Reads a rendered template: a line with the subject, an empty line, the body. */
    static Letter parse(String rendered) {
        String text = rendered.replace("\r\n", "\n");
        int end = text.indexOf('\n');
        if (!text.startsWith(SUBJECT) || end < 0) {
            throw new IllegalStateException("A template begins with a line \"Subject: …\"");
        }
        return new Letter(
                text.substring(SUBJECT.length(), end).strip(),
                text.substring(end).strip() + "\n");
    }
}
