package io.cpqoms.cli.deployment;

import io.cpqoms.cli.client.Endpoints;
import io.cpqoms.cli.client.Platform;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.proof.Stores;

/** A platform to run against: where it answers, how to sign for its people, how to read its databases. */
public interface Target {
    /** Returns when all of it is ready; starts it only where that is a matter of seconds, else says how to. */
    void up(Console console);

    void down();

    Endpoints endpoints();

    Platform platform();

    /** The services' databases, each opened with its own role and generated password. */
    Stores stores();

    /** Where a person finds the parts: the same, unless this program stands where he does not. */
    default Endpoints forPeople() {
        return endpoints();
    }

    /** How to call this program for this platform. */
    default String program() {
        return "./cpq";
    }

    /** With what to log in to Cockpit, and where the password is kept. */
    String cockpitLogin();

    /** What somebody may do next with what keeps running. */
    String parting();
}
