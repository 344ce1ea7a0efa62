/**
 * A fuzzer over every operation of a service, driven by its API document: it makes a request that the document allows, breaks one thing of
 * it, and judges what the service answers and what it keeps.
 */
@NullMarked
package io.cpqoms.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
