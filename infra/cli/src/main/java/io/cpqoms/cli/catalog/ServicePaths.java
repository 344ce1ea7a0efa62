package io.cpqoms.cli.catalog;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where in a file lies what the service names: rows of a portion by their number, rows of a version by the ids of their products. */
final class ServicePaths {
    private static final Pattern ROW = Pattern.compile("products\\[(\\d+)](.*)");
    private static final String PRODUCT = "products.";

    private ServicePaths() {}

    /** @param begin the place of the portion's first product */
    static String inFile(String path, int begin, CatalogFile file) {
        Matcher row = ROW.matcher(path);
        if (row.matches()) {
            return "products[" + (begin + Integer.parseInt(row.group(1))) + "]" + row.group(2);
        }
        if (!path.startsWith(PRODUCT)) {
            return path;
        }
        // An id may have dots in it: the longest beginning that is one.
        String rest = path.substring(PRODUCT.length());
        for (int end = rest.length(); end > 0; end = rest.lastIndexOf('.', end - 1)) {
            int length = end;
            Optional<Integer> place = file.place(rest.substring(0, length));
            if (place.isPresent()) {
                return "products[" + place.get() + "]" + rest.substring(length);
            }
        }
        return path;
    }
}
