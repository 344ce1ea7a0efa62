package io.cpqoms.cli.demo;

/** One stated fact, what it should be and what was found. */
public record Fact(String statement, String expected, String found, boolean held) {}
