package waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PromisesTest {
    @Test
    void eachHasItsTest() {
        var promised = new ClassFileImporter().withImportOption(new ImportOption.OnlyIncludeTests()).importPackages("waybill")
                .stream().filter(test -> test.isAnnotatedWith(Promised.class)).map(PromisesTest::promise)
                .collect(Collectors.toSet());

        assertThat(promised).containsExactlyInAnyOrder(Promise.values());
    }

    private static Promise promise(JavaClass test) {
        return test.getAnnotationOfType(Promised.class).value();
    }
}
