/** The supply chain's own rules: licences and repeatable jars. */
@NullMarked
package io.cpqoms.cli.supply;

import org.jspecify.annotations.NullMarked;
