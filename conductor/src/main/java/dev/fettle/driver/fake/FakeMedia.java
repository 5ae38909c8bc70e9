package dev.fettle.driver.fake;

import dev.fettle.config.FakeOptions;
import dev.fettle.driver.spi.MediaDevice;
import dev.fettle.driver.spi.NodeTask;
import dev.fettle.driver.spi.VirtualMediaControl;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** One drive of each type; what is in them is kept on the node. Nobody reads the images. */
final class FakeMedia implements VirtualMediaControl {
    private static final String KEY = "fake_virtual_media";
    private static final List<Map.Entry<String, List<String>>> DRIVES = List.of(
            Map.entry("cdrom", List.of("CD", "DVD")),
            Map.entry("disk", List.of("USBStick")),
            Map.entry("floppy", List.of("Floppy")));

    @Override
    public List<MediaDevice> devices(NodeTask task) {
        FakeDelay.pause(task, FakeOptions.MANAGEMENT_DELAY);
        var images = images(task);
        return DRIVES.stream()
                .map(drive -> new MediaDevice(
                        drive.getValue(), images.containsKey(drive.getKey()), images.get(drive.getKey())))
                .toList();
    }

    @Override
    public void attach(NodeTask task, String deviceType, URI image) {
        FakeDelay.pause(task, FakeOptions.MANAGEMENT_DELAY);
        var images = images(task);
        images.put(deviceType, image.toString());
        task.save(node -> node.withInternal(KEY, images));
    }

    @Override
    public void detach(NodeTask task, Set<String> deviceTypes) {
        FakeDelay.pause(task, FakeOptions.MANAGEMENT_DELAY);
        var images = images(task);
        if (images.keySet().removeAll(deviceTypes)) {
            task.save(node -> node.withInternal(KEY, images.isEmpty() ? null : images));
        }
    }

    private static Map<String, String> images(NodeTask task) {
        var images = new LinkedHashMap<String, String>();
        if (task.node().internalInfo().get(KEY) instanceof Map<?, ?> kept) {
            kept.forEach((type, image) -> images.put(String.valueOf(type), Objects.toString(image)));
        }
        return images;
    }
}
