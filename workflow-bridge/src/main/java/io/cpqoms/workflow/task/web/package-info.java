/** Open decisions over REST: listed and taken. */
@NullMarked
package io.cpqoms.workflow.task.web;

import org.jspecify.annotations.NullMarked;
