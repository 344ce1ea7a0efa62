package io.cpqoms.cli.northwind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.cli.CpqFailure;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading the sample: text stays text, decimals stay decimals, and the figures follow from the file alone. */
class NorthwindTest {
    @TempDir
    Path directory;

    @BeforeEach
    void writeASmallSample() throws IOException {
        write("categories.csv", "categoryID,categoryName,description", "1,Grains/Cereals,Breads");
        write(
                "products.csv",
                "productID,productName,categoryID,unitPrice,discontinued",
                "11,\"Queso, Cabrales\",1,21.00,0",
                "42,Singaporean Hokkien,1,14.00,1");
        write("customers.csv", "customerID,companyName,region", "VINET,Vins et alcools,NULL", "ΩMEGA,Ωμέγα,RJ");
        write("orders.csv", "orderID,customerID,shippedDate", "10248,VINET,NULL", "10249,VINET,1996-07-10");
        write(
                "order_details.csv",
                "orderID,productID,unitPrice,quantity,discount",
                "10248,11,14.00,12,0",
                "10249,42,9.80,7,0.15",
                "10249,11,14.00,3,0.2");
    }

    @Test
    @Tag("DOM-12")
    void sumsLineNetsWithoutRounding() {
        Northwind northwind = Northwind.read(directory);

        assertThat(northwind.exactNet()).isEqualByComparingTo("259.9100");
        assertThat(northwind.lineCount()).isEqualTo(3);
    }

    @Test
    void keepsPricesAndDiscountsAsTheFileWritesThem() {
        NorthwindLine line = Northwind.read(directory).orders().get(1).lines().getFirst();

        assertThat(line.unitPrice().toPlainString()).isEqualTo("9.80");
        assertThat(line.discountPercent()).isEqualTo("15");
    }

    @Test
    void writesAPercentWithoutExponentOrTrailingZeros() {
        assertThat(line("0").discountPercent()).isEqualTo("0");
        assertThat(line("0.2").discountPercent()).isEqualTo("20");
        assertThat(line("0.05").discountPercent()).isEqualTo("5");
        assertThat(line("0.0625").discountPercent()).isEqualTo("6.25");
    }

    @Test
    void wantsApprovalFromTwentyPercentBelowTheListOn() {
        BigDecimal list = line("0").unitPrice();

        assertThat(line("0.19").needsApproval(list)).isFalse();
        assertThat(line("0.20").needsApproval(list)).isTrue();
        assertThat(line("0").needsApproval(list.add(list))).isTrue();
        assertThat(Northwind.read(directory).needingApproval()).isEqualTo(1);
    }

    @Test
    void takesThePriceThatWasPaidMostOftenForTheFormerList() throws IOException {
        write("orders.csv", "orderID,customerID,shippedDate", "1,VINET,NULL", "2,VINET,NULL", "3,VINET,NULL");
        write(
                "order_details.csv",
                "orderID,productID,unitPrice,quantity,discount",
                "1,11,16.80,1,0",
                "1,11,16.80,1,0",
                "2,11,14.00,1,0",
                "3,11,21.00,1,0");

        Northwind northwind = Northwind.read(directory);

        assertThat(northwind.ofFormer()).containsExactlyInAnyOrder("1", "2");
        assertThat(northwind.former().of("11")).isEqualByComparingTo("16.80");
        assertThat(northwind.former().of("42")).isEqualByComparingTo("14.00");
        assertThat(northwind.present().of("11")).isEqualByComparingTo("21.00");
    }

    @Test
    void toleratesNullInColumnsNobodyNeeds() {
        assertThat(Northwind.read(directory).customers()).containsExactly("VINET", "ΩMEGA");
    }

    @Test
    void namesTheRecordWhenANeededValueIsMissing() throws IOException {
        write("orders.csv", "orderID,customerID,shippedDate", "10248,NULL,NULL");

        assertThatThrownBy(() -> Northwind.read(directory))
                .isInstanceOf(CpqFailure.class)
                .hasMessageContaining("record 1")
                .hasMessageContaining("customerID");
    }

    @Test
    void namesTheFileThatIsNotThere() throws IOException {
        Files.delete(directory.resolve("orders.csv"));

        assertThatThrownBy(() -> Northwind.read(directory))
                .isInstanceOf(CpqFailure.class)
                .hasMessageContaining("orders.csv");
    }

    @Test
    void limitsToTheFirstOrders() {
        Northwind limited = Northwind.read(directory).limited(1);

        assertThat(limited.orders()).extracting(NorthwindOrder::orderId).containsExactly("10248");
        assertThat(limited.exactNet()).isEqualByComparingTo("168");
    }

    @Test
    void makesATokenOfACategoryName() {
        assertThat(Northwind.read(directory).products().getFirst().productClass())
                .isEqualTo("grains-cereals");
    }

    private static NorthwindLine line(String discount) {
        return new NorthwindLine("11", new BigDecimal("1.00"), 1, new BigDecimal(discount));
    }

    private void write(String name, String... lines) throws IOException {
        Files.writeString(directory.resolve(name), String.join("\n", lines) + "\n");
    }
}
