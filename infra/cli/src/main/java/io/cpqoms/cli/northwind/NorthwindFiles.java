package io.cpqoms.cli.northwind;

import io.cpqoms.cli.CpqFailure;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads the CSV files of the Northwind sample; {@code NULL} is the file's word for nothing. */
final class NorthwindFiles {
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setNullString("NULL")
            .get();

    private final SampleFiles files;

    NorthwindFiles(SampleFiles files) {
        this.files = files;
    }

    Northwind read() {
        Map<String, String> categories = records("categories.csv").stream()
                .collect(Collectors.toMap(row -> text(row, "categoryID"), row -> slug(text(row, "categoryName"))));
        List<NorthwindProduct> products = records("products.csv").stream()
                .map(row -> product(row, categories))
                .toList();
        List<String> customers = records("customers.csv").stream()
                .map(row -> text(row, "customerID"))
                .toList();
        return Northwind.of(products, customers, orders());
    }

    private static NorthwindProduct product(CSVRecord row, Map<String, String> categories) {
        return new NorthwindProduct(
                text(row, "productID"),
                text(row, "productName"),
                categories.getOrDefault(text(row, "categoryID"), "unclassified"),
                decimal(row, "unitPrice"),
                text(row, "discontinued").equals("1"));
    }

    private List<NorthwindOrder> orders() {
        Map<String, List<NorthwindLine>> lines = new LinkedHashMap<>();
        for (CSVRecord row : records("order_details.csv")) {
            NorthwindLine line = new NorthwindLine(
                    text(row, "productID"),
                    decimal(row, "unitPrice"),
                    Integer.parseInt(text(row, "quantity")),
                    decimal(row, "discount"));
            lines.computeIfAbsent(text(row, "orderID"), order -> new ArrayList<>())
                    .add(line);
        }
        return records("orders.csv").stream()
                .map(row -> new NorthwindOrder(
                        text(row, "orderID"),
                        text(row, "customerID"),
                        List.copyOf(lines.getOrDefault(text(row, "orderID"), List.of()))))
                .filter(order -> !order.lines().isEmpty())
                .toList();
    }

    private List<CSVRecord> records(String name) {
        try (Reader reader = new InputStreamReader(files.open(name), StandardCharsets.UTF_8);
                CSVParser parser = FORMAT.parse(reader)) {
            return parser.getRecords();
        } catch (IOException | IllegalArgumentException e) {
            throw CpqFailure.environment(name + " is not readable as CSV: " + e.getMessage(), e);
        }
    }

    private static BigDecimal decimal(CSVRecord row, String column) {
        try {
            return new BigDecimal(text(row, column));
        } catch (NumberFormatException e) {
            throw broken(row, column, "no decimal");
        }
    }

    private static String text(CSVRecord row, String column) {
        String value = row.isMapped(column) && row.isSet(column) ? row.get(column) : null;
        if (value == null) {
            throw broken(row, column, "missing");
        }
        return value;
    }

    private static CpqFailure broken(CSVRecord row, String column, String what) {
        return CpqFailure.environment("record " + row.getRecordNumber() + ": " + column + " is " + what + " in "
                + String.join(",", row.toMap().keySet()));
    }

    private static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
