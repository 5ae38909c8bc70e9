package dev.fettle.config;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Collects values from everywhere they can be given, checks them, and says everything that is wrong at once. What is added later wins, so
 * callers add in this order: files, environment, {@code --set}, flags. Not thread-safe.
 */
public final class ConfigurationLoader {
    private static final String VARIABLE_PREFIX = "OS_";

    private final Map<Option<?>, Setting> found = new LinkedHashMap<>();
    private final TreeSet<String> unused = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    /** An oslo.config INI file. Of an option named twice the last one counts, unless it is a repeatable one. */
    public ConfigurationLoader file(Path path) {
        try {
            IniFile.read(path).forEach(setting -> add(setting, true));
        } catch (ConfigurationException e) {
            problems.addAll(e.problems());
        }
        return this;
    }

    /** Variables {@code OS_<GROUP>__<OPTION>}; those of groups that Fettle does not have belong to other programs. */
    public ConfigurationLoader environment(Map<String, String> variables) {
        variables.forEach((variable, text) -> {
            var split = variable.indexOf("__");
            if (variable.startsWith(VARIABLE_PREFIX) && split > VARIABLE_PREFIX.length()) {
                var wanted = variable.substring(VARIABLE_PREFIX.length(), split);
                var name = variable.substring(split + 2).toLowerCase(Locale.ROOT);
                KnownNames.groups().stream()
                        .filter(group -> group.equalsIgnoreCase(wanted))
                        .forEach(group ->
                                add(new Setting(group, name, text, "environment variable " + variable), false));
            }
        });
        return this;
    }

    /** {@code group.option=value}, as after {@code --set}. Without group: DEFAULT. */
    public ConfigurationLoader set(String assignment) {
        var equals = assignment.indexOf('=');
        if (equals < 1) {
            problems.add("--set takes group.option=value");
            return this;
        }
        var key = assignment.substring(0, equals).strip();
        var dot = key.indexOf('.');
        var group = dot < 0 ? "DEFAULT" : key.substring(0, dot);
        add(new Setting(group, key.substring(dot + 1), assignment.substring(equals + 1), "--set " + key), false);
        return this;
    }

    /** @param origin what messages call the place, such as {@code --port} */
    public ConfigurationLoader set(Option<?> option, String text, String origin) {
        add(new Setting(option.group(), option.name(), text, origin), false);
        return this;
    }

    /**
     * Reads every value. Fills in {@code host} and {@code my_ip} where they are not given.
     *
     * @throws ConfigurationException with every problem
     */
    public LoadedConfiguration load() {
        var texts = new LinkedHashMap<Option<?>, String>();
        found.forEach((option, setting) -> texts.put(option, setting.text()));
        fillIn(texts);
        var interpolation = new Interpolation(texts);
        var configuration = Configuration.defaults();
        for (var option : texts.keySet()) {
            try {
                configuration = configuration.with(option, interpolation.resolve(option));
            } catch (IllegalArgumentException e) {
                var setting = found.get(option);
                problems.add((setting == null ? "" : setting.origin() + ": ") + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        var given = found.keySet().stream().map(Option::key).collect(toUnmodifiableSet());
        return new LoadedConfiguration(configuration, given, warnings());
    }

    private static void fillIn(Map<Option<?>, String> texts) {
        if (texts.getOrDefault(DefaultOptions.HOST, "").isBlank()) {
            texts.put(DefaultOptions.HOST, LocalMachine.hostName());
        }
        if (texts.getOrDefault(DefaultOptions.MY_IP, "").isBlank()) {
            texts.put(DefaultOptions.MY_IP, LocalMachine.address());
        }
    }

    private List<String> warnings() {
        return unused.isEmpty()
                ? List.of()
                : List.of("these options of Ironic have no effect in Fettle: " + String.join(", ", unused));
    }

    private void add(Setting setting, boolean mayAccumulate) {
        var option = KnownNames.OPTIONS.get(setting.key());
        if (option == null) {
            unknown(setting);
            return;
        }
        var before = found.get(option);
        var joined = before != null && mayAccumulate && option.repeatable()
                ? new Setting(setting.group(), setting.name(), before.text() + "," + setting.text(), setting.origin())
                : setting;
        found.put(option, joined);
    }

    private void unknown(Setting setting) {
        if (KnownNames.isIronicOption(setting.key())) {
            unused.add(setting.key());
        } else if (KnownNames.groups().contains(setting.group())) {
            problems.add(setting.origin() + ": there is no option " + setting.name() + " in [" + setting.group() + "]"
                    + didYouMean(setting.name(), namesIn(setting.group())));
        } else if (KnownNames.isIronicGroup(setting.group())) {
            unused.add(setting.key());
        } else {
            problems.add(setting.origin() + ": there is no group [" + setting.group() + "]"
                    + didYouMean(setting.group(), KnownNames.groups()));
        }
    }

    private static List<String> namesIn(String group) {
        return OptionCatalog.ALL.stream()
                .filter(option -> option.group().equals(group))
                .<String>map(Option::name)
                .toList();
    }

    private static String didYouMean(String wrong, Collection<String> names) {
        return KnownNames.nearest(wrong, names)
                .map(name -> "; did you mean " + name + "?")
                .orElse("; 'fettle config' lists what there is");
    }
}
