package io.cpqoms.cli.catalog;

/**
 * Something in a file that can't be, for whoever mends it.
 *
 * @param where the file, the line or row, and the member, such as {@code winter.yaml:12: products[3].name}
 */
record FileFault(String where, String message) {

    @Override
    public String toString() {
        return where + ": " + message;
    }
}
