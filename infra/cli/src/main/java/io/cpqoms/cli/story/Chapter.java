package io.cpqoms.cli.story;

/** One step of the story: does something real, shows the answer, states what must be true of it. */
interface Chapter {
    String title();

    void tell(Scene scene);
}
