/** A simulator of the fulfilment partners (warehouse, provisioning, billing) behind HTTP. */
@NullMarked
package io.cpqoms.local.partners;

import org.jspecify.annotations.NullMarked;
