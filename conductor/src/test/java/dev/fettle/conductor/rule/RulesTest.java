package dev.fettle.conductor.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.config.Configuration;
import dev.fettle.driver.spi.net.OutboundHttp;
import dev.fettle.model.FaultException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What conditions say of a scene and what actions make of it. */
class RulesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UUID PORT = UUID.fromString("1be26c0b-03f2-4d2e-ae87-c02d7f33c123");

    private final RuleScene scene = scene();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true|eq|{'values':['{inventory[cpu][count]}',4]}",
                "true|eq|{'values':['{inventory[cpu][count]}','4']}",
                "false|eq|{'values':['{inventory[cpu][count]}',5]}",
                "true|!eq|{'values':['{inventory[cpu][count]}',5]}",
                "true|eq|[['{inventory[vendor]}','Acme','{inventory[vendor]}']]",
                "false|eq|{'values':['{inventory[none]}','x']}",
                "true|eq|{'values':[true,'True'],'force_strings':true}",
                "false|eq|{'values':[true,'True']}",
                "true|lt|{'values':[1,'{inventory[cpu][count]}',10]}",
                "false|lt|{'values':[1,10,2]}",
                "true|gt|{'values':['{inventory[cpu][count]}',3.5]}",
                "true|lt|{'values':['a','b']}",
                "true|is-empty|{'value':'{inventory[none]}'}",
                "true|is-empty|{'value':'{inventory[empty]}'}",
                "false|is-empty|{'value':'{inventory[vendor]}'}",
                "true|in-net|{'address':'{inventory[bmc_address]}','subnet':'192.0.2.0/24'}",
                "false|in-net|['192.0.3.1','192.0.2.0/24']",
                "true|in-net|['2001:db8::1','2001:db8::/32']",
                "true|matches|{'value':'{inventory[vendor]}','regex':'A.{2}e'}",
                "false|matches|{'value':'{inventory[vendor]}','regex':'A'}",
                "true|contains|{'value':'{inventory[vendor]}','regex':'cm'}",
                "true|one-of|{'value':'{inventory[vendor]}','values':['Other','Acme']}",
                "false|one-of|['{inventory[vendor]}']",
                "true|is-none|{'value':'{node.lessee}'}",
                "false|is-none|{'value':'{node.name}'}",
                "true|is-true|{'value':'{plugin_data[ok]}'}",
                "true|is-true|{'value':'YES'}",
                "false|is-true|{'value':'{plugin_data[no]}'}",
                "true|is-false|{'value':'{plugin_data[no]}'}",
                "true|is-false|{'value':null}",
                "true|eq|{'values':['{inventory[interfaces][1][name]}','eth1']}",
                "true|eq|{'values':['a {node.name} b','a n1 b']}",
                "true|eq|{'values':['{nobody[x]} {node.name}','{nobody[x]} {node.name}']}"
            })
    void conditions(boolean holds, String op, String args) {
        assertThat(Conditions.hold(List.of(part(op, args, "null", null)), scene))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"any,true", "all,false", "first,true", "last,false"})
    void conditions_inALoop(String multiple, boolean holds) {
        var condition = part("eq", "{'values':['{item[name]}','eth0']}", "[{'name':'eth0'},{'name':'eth1'}]", multiple);
        assertThat(Conditions.hold(List.of(condition), scene)).isEqualTo(holds);
    }

    @Test
    void allConditionsMustHold() {
        var good = part("eq", "[[1,1]]", "null", null);
        assertThat(Conditions.hold(List.of(), scene)).isTrue();
        assertThat(Conditions.hold(List.of(good, good), scene)).isTrue();
        assertThat(Conditions.hold(List.of(good, part("eq", "[[1,2]]", "null", null)), scene))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lt|{'values':[true,[1]]}",
                "eq|{'values':5}",
                "in-net|['host','192.0.2.0/24']",
                "in-net|['192.0.2.1','x']",
                "matches|['a','(']"
            })
    void conditionsThatMakeNoSense_fail(String op, String args) {
        assertThatThrownBy(() -> Conditions.hold(List.of(part(op, args, "null", null)), scene))
                .isInstanceOf(FaultException.class);
    }

    @Test
    void anExpressionThatWouldNotEnd_isGivenUp() {
        var text = "a".repeat(5000);
        var condition = part("matches", "['" + text + "b','(a+)+(a+)+c']", "null", null);
        assertThatThrownBy(() -> Conditions.hold(List.of(condition), scene))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("takes too long");
    }

    @Test
    void actions_onTheNode() {
        act("set-attribute", "['extra/rack/row', '{inventory[cpu][count]}']");
        act("set-attribute", "{'path':'description','value':'by {inventory[vendor]}'}");
        act("extend-attribute", "['extra.tags','x']");
        act("extend-attribute", "['extra.tags','y']");
        act("extend-attribute", "['extra.tags','x',true]");
        act("del-attribute", "['extra/old']");
        act("del-attribute", "['name']");
        act("set-capability", "['boot_mode','uefi']");
        act("set-capability", "['cpu_vt','{plugin_data[ok]}']");
        act("unset-capability", "['raid']");
        act("add-trait", "['CUSTOM_NEW']");
        act("remove-trait", "['CUSTOM_OLD']");

        assertThat(scene.node())
                .containsEntry("description", "by Acme")
                .containsEntry("name", null)
                .containsEntry("extra", Map.of("rack", Map.of("row", 4), "tags", List.of("x", "y")))
                .containsEntry("properties", Map.of("capabilities", "boot_mode:uefi,cpu_vt:True"));
        assertThat(scene.traits()).containsExactly("CUSTOM_NEW");
    }

    @Test
    void actions_onPortsAndPluginData() {
        act("set-port-attribute", "['" + PORT + "','physical_network','net']");
        act("extend-port-attribute", "['" + PORT + "','extra/seen',1]");
        act("del-port-attribute", "['" + PORT + "','extra/old']");
        act("set-plugin-data", "['a.b',1]");
        act("extend-plugin-data", "['a.c','x']");
        act("unset-plugin-data", "['ok']");

        assertThat(scene.ports().get(PORT))
                .containsEntry("physical_network", "net")
                .containsEntry("extra", Map.of("seen", List.of(1)));
        assertThat(scene.pluginData()).isEqualTo(Map.of("a", Map.of("b", 1, "c", List.of("x")), "no", "false"));
    }

    @Test
    void actions_inALoop() {
        new Actions(call())
                .run(
                        List.of(part(
                                "set-attribute",
                                "['extra/{item[k]}','{item[v]}']",
                                "[{'k':'a','v':'{inventory[vendor]}'},{'k':'b','v':2}]",
                                null)),
                        scene);
        assertThat(scene.node().get("extra")).isEqualTo(Map.of("old", 1, "a", "Acme", "b", 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fail|['not this one']|not this one",
                "set-attribute|['provision_state','active']|provision_state",
                "set-attribute|['','x']|path",
                "set-attribute|['name/a','x']|not an object",
                "extend-attribute|['name','x']|not a list",
                "add-trait|['lower']|trait",
                "set-port-attribute|['1be26c0b-03f2-4d2e-ae87-c02d7f33c124','extra/a',1]|port",
                "log|['x','loud']|level",
                "api-call|['ftp://host.example/']|http",
                "api-call|{'url':'http://169.254.169.254/x'}|egress_refused_networks",
                "api-call|{'url':'http://198.51.100.1/','timeout':'soon'}|timeout"
            })
    void actionsThatCannotBeDone_fail(String op, String args, String text) {
        assertThatThrownBy(() -> act(op, args))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining(text);
    }

    @Test
    void secretsAreNotSeen() {
        act("set-attribute", "['extra/a','{inventory[bmc_password]} {node.driver_info[ipmi_password]}']");
        assertThat(scene.node().get("extra")).isEqualTo(Map.of("old", 1, "a", "****** ******"));
    }

    private void act(String op, String args) {
        new Actions(call()).run(List.of(part(op, args, "null", null)), scene);
    }

    private static ApiCall call() {
        return new ApiCall(new OutboundHttp(), Configuration.defaults(), _ -> {});
    }

    private static Map<String, @Nullable Object> part(String op, String args, String loop, @Nullable String multiple) {
        var part = new LinkedHashMap<String, @Nullable Object>();
        part.put("op", op);
        part.put("args", json(args));
        part.put("loop", json(loop));
        part.put("multiple", multiple);
        return part;
    }

    private static @Nullable Object json(String text) {
        try {
            return JSON.readValue(text.replace('\'', '"'), Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    @SuppressWarnings("unchecked")
    private static RuleScene scene() {
        var node = (Map<String, @Nullable Object>)
                json("{'name':'n1','description':null,'extra':{'old':1},'properties':{'capabilities':'raid:1'}}");
        var port = (Map<String, @Nullable Object>) json("{'physical_network':null,'extra':{'old':1}}");
        var inventory = (Map<String, Object>) json("{'cpu':{'count':4},'vendor':'Acme','empty':[],'bmc_password':'p',"
                + "'bmc_address':'192.0.2.7','interfaces':[{'name':'eth0'},{'name':'eth1'}]}");
        return new RuleScene(
                Map.of("driver_info", Map.of("ipmi_password", "p")),
                node,
                Map.of(PORT, port),
                List.of("CUSTOM_OLD"),
                inventory,
                (Map<String, Object>) json("{'ok':true,'no':'false'}"));
    }
}
