package dev.halcyon.kql.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.kql.type.ScalarType;
import org.junit.jupiter.api.Test;

class FunctionCatalogueTest {

    private final FunctionCatalogue catalogue = FunctionCatalogue.standard();

    @Test
    void readsEveryFamily() {
        assertThat(catalogue.all(FunctionKind.SCALAR)).hasSizeGreaterThan(350);
        assertThat(catalogue.all(FunctionKind.AGGREGATE)).hasSizeGreaterThan(50);
        assertThat(catalogue.all(FunctionKind.OPERATOR)).hasSize(48);
    }

    @Test
    void readsSignatures() {
        FunctionDeclaration bin = catalogue.get(FunctionKind.SCALAR, "bin");
        assertThat(bin.signatures()).hasSize(4);
        assertThat(bin.signatures().getFirst().result()).isEqualTo(new ResultType.Widest());
        assertThat(bin.resultName()).isEqualTo(new ResultName.First());
        Signature strcat =
                catalogue.get(FunctionKind.SCALAR, "strcat").signatures().getFirst();
        assertThat(strcat.maximumArguments()).isEqualTo(64);
        assertThat(strcat.result()).isEqualTo(new ResultType.Fixed(ScalarType.STRING));
    }

    @Test
    void namesAreCaseSensitive() {
        assertThat(catalogue.find(FunctionKind.SCALAR, "Bin")).isEmpty();
    }

    @Test
    void aliasLeadsToItsFunction() {
        assertThat(catalogue.get(FunctionKind.SCALAR, "todouble").name()).isEqualTo("toreal");
        assertThat(catalogue.get(FunctionKind.AGGREGATE, "makelist").name()).isEqualTo("make_list");
    }
}
