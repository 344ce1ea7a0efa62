package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.MessagingConfig;

/**
 * When a page of rows is full: with so many rows, or with the row at which the values before it come to so many bytes. One row always fits.
 */
record PageSize(int rows, int bytes) {

    static PageSize of(MessagingConfig.Outbox config) {
        return new PageSize(config.pageSize(), config.pageBytes());
    }
}
