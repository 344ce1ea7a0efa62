/** What people and tools read about topics: the catalog page with its picture, and AsyncAPI documents. */
@NullMarked
package io.cpqoms.cli.topics.catalog;

import org.jspecify.annotations.NullMarked;
