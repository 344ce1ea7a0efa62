/** Child processes that outlive the JVM that started them: launching, records, ports, stopping. */
@NullMarked
package io.cpqoms.local.process;

import org.jspecify.annotations.NullMarked;
