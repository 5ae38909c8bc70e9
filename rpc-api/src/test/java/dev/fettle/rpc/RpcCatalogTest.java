package dev.fettle.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fettle.model.FaultCode;
import dev.fettle.rpc.catalog.RpcCatalog;
import java.util.Arrays;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class RpcCatalogTest {

    @Test
    void everyRequestIsARecordThatIsFoundByItsMethod() {
        assertThat(RpcCatalog.ALL).doesNotHaveDuplicates().allSatisfy(type -> {
            var rpc = RpcCatalog.rpc(type);
            assertThat(type.isRecord()).isTrue();
            assertThat(RpcCatalog.find(rpc.namespace(), rpc.method())).contains(type);
            assertThat(rpc.namespace()).isIn("", RpcCatalog.OWN_NAMESPACE);
            assertThat(rpc.method()).matches("[a-z]+(_[a-z]+)*");
            assertThat(minor(rpc.version()))
                    .isBetween(0, minor(rpc.namespace().isEmpty() ? RpcCatalog.VERSION : RpcCatalog.OWN_VERSION));
        });
        assertThat(RpcCatalog.find("", "patch_node")).isEmpty();
    }

    @Test
    void laterArgumentsMayBeAbsentAndAreLaterThanTheMethod() {
        for (var type : RpcCatalog.ALL) {
            for (var component : type.getRecordComponents()) {
                var since = component.getAnnotation(Since.class);
                if (since != null) {
                    assertThat(minor(since.value()))
                            .as("%s", component)
                            .isGreaterThan(minor(RpcCatalog.rpc(type).version()));
                    assertThat(component
                                    .getAnnotatedType()
                                    .isAnnotationPresent(org.jspecify.annotations.Nullable.class))
                            .as("%s may be null", component)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void everyFaultHasAWireNameOfItsOwnAndAStatus() {
        var names = new HashSet<String>();
        assertThat(Arrays.stream(FaultCode.values())).allSatisfy(code -> {
            assertThat(names.add(code.wireName())).isTrue();
            assertThat(code.status()).isBetween(400, 599);
            assertThat(FaultCode.find(code.wireName())).contains(code);
        });
    }

    private static int minor(String version) {
        assertThat(version).startsWith("1.");
        return Integer.parseInt(version.substring(2));
    }
}
