/** The Northwind orders sent through the platform, measured and proven. */
@NullMarked
package io.cpqoms.cli.northwind;

import org.jspecify.annotations.NullMarked;
