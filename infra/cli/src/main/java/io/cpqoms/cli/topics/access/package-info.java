/** Who may do what on the broker: ACLs and principals derived from the registry, and their credentials. */
@NullMarked
package io.cpqoms.cli.topics.access;

import org.jspecify.annotations.NullMarked;
