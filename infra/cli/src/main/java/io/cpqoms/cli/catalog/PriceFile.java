package io.cpqoms.cli.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.cli.console.Json;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Prices of a catalog's charges as CSV: each row replaces the price of a charge in a currency, or adds it, and leaves its tiers. */
final class PriceFile {
    private static final List<String> COLUMNS = List.of("product", "charge", "currency", "list", "floor", "cost");
    private static final Pattern AMOUNT = Pattern.compile("(0|[1-9]\\d{0,8})(\\.\\d{1,6})?");
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

    private final String file;
    private final Map<String, ObjectNode> products = new HashMap<>();
    private final List<FileFault> faults = new ArrayList<>();
    private final Set<List<String>> said = new HashSet<>();

    private PriceFile(String file, List<ObjectNode> products) {
        this.file = file;
        products.forEach(product -> this.products.put(product.path("productId").asText(), product));
    }

    /** Puts the prices into the products; answers every row that can't be. */
    static List<FileFault> into(List<ObjectNode> products, String file, String csv) {
        PriceFile prices = new PriceFile(file, products);
        prices.read(csv);
        return List.copyOf(prices.faults);
    }

    private void read(String csv) {
        try (CSVParser parser = FORMAT.parse(new StringReader(csv))) {
            if (!parser.getHeaderNames().equals(COLUMNS)) {
                faults.add(new FileFault(file + ":1", "the columns must be " + String.join(",", COLUMNS)));
                return;
            }
            parser.forEach(this::row);
        } catch (IOException | RuntimeException e) {
            // What the parser throws for a broken quote is unchecked where rows are read one by one.
            faults.add(new FileFault(file, "is no CSV: " + e.getMessage()));
        }
    }

    private void row(CSVRecord row) {
        if (!row.isConsistent()) {
            wrong(row, "", "has " + row.size() + " cells, not " + COLUMNS.size());
            return;
        }
        int before = faults.size();
        for (String column : List.of("list", "floor", "cost")) {
            String amount = row.get(column);
            if (!AMOUNT.matcher(amount).matches() && (column.equals("list") || !amount.isEmpty())) {
                wrong(row, column, "must be a decimal such as 14.00, not '" + amount + "'");
            }
        }
        if (!row.get("currency").matches("[A-Z]{3}")) {
            wrong(row, "currency", "must be an ISO 4217 code such as EUR, not '" + row.get("currency") + "'");
        }
        if (!said.add(List.of(row.get("product"), row.get("charge"), row.get("currency")))) {
            wrong(row, "currency", "the price of this charge in this currency is said before");
        }
        Optional<ObjectNode> charge = charge(row);
        if (charge.isPresent() && faults.size() == before) {
            put(row, charge.get());
        }
    }

    private Optional<ObjectNode> charge(CSVRecord row) {
        ObjectNode product = products.get(row.get("product"));
        if (product == null) {
            wrong(row, "product", "the catalog has no product '" + row.get("product") + "'");
            return Optional.empty();
        }
        Optional<ObjectNode> charge = Json.stream(product.path("charges"))
                .filter(one -> one.path("chargeId").asText().equals(row.get("charge")))
                .map(ObjectNode.class::cast)
                .findFirst();
        if (charge.isEmpty()) {
            wrong(row, "charge", "product " + row.get("product") + " has no charge '" + row.get("charge") + "'");
        }
        return charge;
    }

    private static void put(CSVRecord row, ObjectNode charge) {
        ObjectNode price = Json.object().put("currency", row.get("currency")).put("listUnitPrice", row.get("list"));
        if (!row.get("floor").isEmpty()) {
            price.put("floorUnitPrice", row.get("floor"));
        }
        if (!row.get("cost").isEmpty()) {
            price.put("unitCost", row.get("cost"));
        }
        List<JsonNode> prices = new ArrayList<>(Json.list(charge.path("prices")));
        prices.stream()
                .filter(old -> old.path("currency").equals(price.path("currency")))
                .map(old -> old.path("tiers"))
                .filter(JsonNode::isObject)
                .forEach(tiers -> price.set("tiers", tiers));
        prices.removeIf(old -> old.path("currency").equals(price.path("currency")));
        prices.add(price);
        charge.putArray("prices").addAll(prices);
    }

    private void wrong(CSVRecord row, String column, String message) {
        faults.add(new FileFault(
                file + ": row " + row.getRecordNumber() + (column.isEmpty() ? "" : ": " + column), message));
    }
}
