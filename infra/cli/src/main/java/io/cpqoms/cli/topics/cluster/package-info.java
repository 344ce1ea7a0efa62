/** The registry against a real cluster: reading it, planning the difference, judging its impact, applying it. */
@NullMarked
package io.cpqoms.cli.topics.cluster;

import org.jspecify.annotations.NullMarked;
