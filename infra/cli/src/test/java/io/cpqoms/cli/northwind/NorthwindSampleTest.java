package io.cpqoms.cli.northwind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cpqoms.cli.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real sample, where it lies beside the checkout: the figures that the demo proves. */
class NorthwindSampleTest {
    private final Path directory = Checkout.northwind();

    @BeforeEach
    void needsTheSample() {
        assumeTrue(Files.isDirectory(directory), "there is no Northwind sample at " + directory);
    }

    @Test
    void holdsWhatTheDomainPageSays() {
        Northwind northwind = Northwind.read(directory);

        assertThat(northwind.orders()).hasSize(830);
        assertThat(northwind.lineCount()).isEqualTo(2155);
        assertThat(northwind.needingApproval()).isEqualTo(145);
        assertThat(northwind.products().stream().filter(NorthwindProduct::discontinued))
                .hasSize(8);
        assertThat(northwind.exactNet()).isEqualByComparingTo("1265793.0395");
    }
}
