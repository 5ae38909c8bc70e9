package dev.fettle.conductor.management;

import dev.fettle.conductor.step.Flow;
import dev.fettle.conductor.step.OperationTask;
import dev.fettle.conductor.step.SimpleFlow;
import dev.fettle.driver.spi.ManagementInterface;
import dev.fettle.driver.spi.image.PublishedMedia;
import dev.fettle.model.node.NodeFields;
import dev.fettle.model.operation.OperationKind;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Work of the management interface that needs the node's lock. */
public final class ManagementFlows {
    private ManagementFlows() {}

    public static List<Flow> all() {
        return List.of(
                SimpleFlow.inBackground(OperationKind.BOOT_MODE, "set_boot_mode", ManagementFlows::setBootMode),
                SimpleFlow.inBackground(OperationKind.SECURE_BOOT, "set_secure_boot", ManagementFlows::setSecureBoot),
                SimpleFlow.inBackground(OperationKind.ATTACH_MEDIA, "attach_virtual_media", ManagementFlows::attach),
                SimpleFlow.inBackground(OperationKind.DETACH_MEDIA, "detach_virtual_media", ManagementFlows::detach),
                SimpleFlow.whileCallerWaits(OperationKind.INDICATOR, "set_indicator", ManagementFlows::setIndicator),
                SimpleFlow.whileCallerWaits(
                        OperationKind.NMI,
                        "inject_nmi",
                        SimpleFlow.once((task, _) -> of(task).nmiControl(task).inject(task))));
    }

    private static void setBootMode(OperationTask task, Map<String, Object> args) {
        var mode = text(args, "target");
        if (!of(task).bootMode(task).equals(Optional.of(mode))) {
            of(task).bootModeControl(task).set(task, mode);
        }
        task.change(node -> node.with(NodeFields.BOOT_MODE, mode));
    }

    private static void setSecureBoot(OperationTask task, Map<String, Object> args) {
        var on = Boolean.TRUE.equals(args.get("target"));
        if (!of(task).secureBoot(task).equals(Optional.of(on))) {
            of(task).secureBootControl(task).set(task, on);
        }
        task.change(node -> node.with(NodeFields.SECURE_BOOT, on));
    }

    private static void attach(OperationTask task, Map<String, Object> args) {
        var type = text(args, "device_type");
        var source = URI.create(text(args, "image_url"));
        var published = PublishedMedia.of(task.config());
        var local = Boolean.TRUE.equals(args.get(AttachVirtualMediaHandler.LOCAL));
        of(task).virtualMediaControl(task).attach(task, type, local ? published.publish(task, type, source) : source);
        if (!local) {
            published.withdraw(task, Set.of(type)); // what was in the drive before
        }
    }

    private static void detach(OperationTask task, Map<String, Object> args) {
        Set<String> types = args.get("device_types") instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.toSet())
                : DeviceTypes.ALL;
        of(task).virtualMediaControl(task).detach(task, types);
        PublishedMedia.of(task.config()).withdraw(task, types);
    }

    private static void setIndicator(OperationTask task, Map<String, Object> args) {
        of(task).indicatorControl(task)
                .set(task, text(args, "component"), text(args, "indicator"), text(args, "state"));
    }

    private static ManagementInterface of(OperationTask task) {
        return task.driver().management();
    }

    private static String text(Map<String, Object> args, String key) {
        return String.valueOf(args.get(key));
    }
}
