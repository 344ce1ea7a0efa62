package io.cpqoms.cli.stack;

/** How one process of the stack stands. */
public record PartStatus(String name, String state, String address, String pid, String since) {}
