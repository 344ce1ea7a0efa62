/** Running Maven for a person: the shared libraries into a repository, a fork's formatter, the supply chain's checks. */
@NullMarked
package io.cpqoms.cli.build;

import org.jspecify.annotations.NullMarked;
