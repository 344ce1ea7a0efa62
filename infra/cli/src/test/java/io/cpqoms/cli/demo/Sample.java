package io.cpqoms.cli.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sample's figures by arithmetic of its own: no code of the demo is asked. */
record Sample(long orders, BigDecimal exactNet, long needingApproval) {
    private static final BigDecimal MANAGER_DECIDES_FROM = new BigDecimal("0.2");

    static Sample read(Path directory, int limit) throws IOException {
        Map<String, BigDecimal> nets = new LinkedHashMap<>();
        Map<String, Boolean> discounted = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(directory.resolve("order_details.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            BigDecimal discount = new BigDecimal(cells[4]);
            if (limit > 0 && nets.size() == limit && !nets.containsKey(cells[0])) {
                break;
            }
            BigDecimal net = new BigDecimal(cells[2])
                    .multiply(new BigDecimal(cells[3]))
                    .multiply(BigDecimal.ONE.subtract(discount));
            nets.merge(cells[0], net, BigDecimal::add);
            discounted.merge(cells[0], discount.compareTo(MANAGER_DECIDES_FROM) >= 0, Boolean::logicalOr);
        }
        BigDecimal sum = nets.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Sample(
                nets.size(),
                sum,
                discounted.values().stream().filter(needed -> needed).count());
    }
}
