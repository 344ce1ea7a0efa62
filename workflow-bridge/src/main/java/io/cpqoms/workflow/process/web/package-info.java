/** The processes of a tenant, over REST. */
@NullMarked
package io.cpqoms.workflow.process.web;

import org.jspecify.annotations.NullMarked;
