package io.cpqoms.cli.northwind;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The sample that comes with the program: the figures that the demo proves, for everybody who has the checkout. */
@Tag("L1")
class NorthwindSampleTest {

    @Test
    void holdsWhatIsKnownOfTheSample() {
        Northwind northwind = Northwind.read(SampleFiles.named("northwind"));

        assertThat(northwind.orders()).hasSize(830);
        assertThat(northwind.lineCount()).isEqualTo(2155);
        assertThat(northwind.needingApproval()).isEqualTo(145);
        assertThat(northwind.products().stream().filter(NorthwindProduct::discontinued))
                .hasSize(8);
        assertThat(northwind.exactNet()).isEqualByComparingTo("1265793.0395");
    }

    @Test
    void takesAnyOtherWordForAFolder() {
        assertThat(SampleFiles.named("./northwind")).isInstanceOf(SampleFiles.Directory.class);
    }
}
