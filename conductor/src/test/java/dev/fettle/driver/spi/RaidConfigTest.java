package dev.fettle.driver.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fettle.model.FaultException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RaidConfigTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'raid_level': '1', 'size_gb': 100}",
                "{'raid_level': '5+0', 'size_gb': 'MAX', 'is_root_volume': true, 'volume_name': 'root'}",
                "{'raid_level': 'JBOD', 'size_gb': 1, 'disk_type': 'ssd', 'interface_type': 'sas', 'share_physical_disks': false}",
                "{'raid_level': '0', 'size_gb': 1, 'controller': 'software', 'physical_disks': [{'size': '> 100'}, 'sda']}"
            })
    void disk_thatFits(String disk) {
        assertThatCode(() -> RaidConfig.check(config(disk))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'size_gb': 100}|raid_level is missing",
                "{'raid_level': '1'}|size_gb is missing",
                "{'raid_level': '7', 'size_gb': 1}|raid_level takes",
                "{'raid_level': 1, 'size_gb': 1}|raid_level takes",
                "{'raid_level': '1', 'size_gb': 0}|size_gb takes",
                "{'raid_level': '1', 'size_gb': 1.5}|size_gb takes",
                "{'raid_level': '1', 'size_gb': 'max'}|size_gb takes",
                "{'raid_level': '1', 'size_gb': 1, 'colour': 'red'}|unknown key 'colour'",
                "{'raid_level': '1', 'size_gb': 1, 'disk_type': 'tape'}|disk_type takes",
                "{'raid_level': '1', 'size_gb': 1, 'is_root_volume': 'yes'}|is_root_volume takes",
                "{'raid_level': '1', 'size_gb': 1, 'volume_name': null}|volume_name is missing",
                "{'raid_level': '1', 'size_gb': 1, 'number_of_physical_disks': -1}|number_of_physical_disks takes",
                "{'raid_level': '1', 'size_gb': 1, 'physical_disks': ['sda']}|needs controller",
                "{'raid_level': '1', 'size_gb': 1, 'controller': 'c', 'physical_disks': []}|physical_disks takes",
                "'disk'|must be an object"
            },
            quoteCharacter = '~')
    void disk_thatDoesNot_isRefusedByName(String disk, String words) {
        refused("{'logical_disks': [" + disk + "]}", words);
    }

    @Test
    void configuration_isAListOfDisksAndNothingElse() {
        refused("{'logical_disks': []}", "1 to 512");
        refused("{'logical_disks': 1}", "1 to 512");
        refused("{'disks': []}", "'disks' is not known");
        refused(
                "{'logical_disks': [{'raid_level': '1', 'size_gb': 1, 'is_root_volume': true},"
                        + " {'raid_level': '1', 'size_gb': 1, 'is_root_volume': true}]}",
                "one can be the root volume");
        assertThat(RaidConfig.PROPERTIES).hasSize(10).containsKey("physical_disks");
    }

    private static void refused(String json, String words) {
        assertThatThrownBy(() -> RaidConfig.check(read(json)))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("RAID config validation error")
                .hasMessageContaining(words);
    }

    private static Map<String, Object> config(String disk) {
        return read("{'logical_disks': [" + disk + "]}");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> read(String json) {
        try {
            return new ObjectMapper().readValue(json.replace('\'', '"'), Map.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
