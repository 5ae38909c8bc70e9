package dev.fettle.gateway.policy;

import dev.fettle.config.Configuration;
import dev.fettle.config.DefaultOptions;
import dev.fettle.config.PolicyOptions;
import dev.fettle.gateway.files.FileStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads an operator's rules: {@code [oslo_policy] policy_file} and {@code policy_dirs}, in YAML or JSON; later files win. */
public final class PolicyFiles {
    private static final Path FOLDER = Path.of("/etc/ironic");
    private static final long LARGEST = 1 << 20;

    private PolicyFiles() {}

    /** @throws IllegalStateException for a file that cannot be used; the message names it and what is wrong */
    public static RulePolicy load(Configuration config) {
        var overrides = new LinkedHashMap<String, String>();
        var file = FOLDER.resolve(config.get(PolicyOptions.POLICY_FILE));
        if (config.isSet(PolicyOptions.POLICY_FILE) || Files.exists(file)) {
            overrides.putAll(read(file));
        }
        for (var name : config.get(PolicyOptions.POLICY_DIRS)) {
            var folder = FOLDER.resolve(name);
            if (config.isSet(PolicyOptions.POLICY_DIRS) || Files.isDirectory(folder)) {
                filesIn(folder).forEach(each -> overrides.putAll(read(each)));
            }
        }
        var elevated = config.get(DefaultOptions.RBAC_SERVICE_ROLE_ELEVATED_ACCESS);
        return RulePolicy.of(
                overrides,
                elevated ? Optional.of(config.get(DefaultOptions.RBAC_SERVICE_PROJECT_NAME)) : Optional.empty());
    }

    /**
     * What tells that one of the files was changed, came, or went.
     *
     * @throws IllegalStateException for a folder that cannot be read
     */
    static Map<Path, FileStamp> stamps(Configuration config) {
        var paths = new ArrayList<Path>();
        paths.add(FOLDER.resolve(config.get(PolicyOptions.POLICY_FILE)));
        for (var name : config.get(PolicyOptions.POLICY_DIRS)) {
            var folder = FOLDER.resolve(name);
            paths.add(folder);
            paths.addAll(Files.isDirectory(folder) ? filesIn(folder) : List.of());
        }
        var stamps = new LinkedHashMap<Path, FileStamp>();
        paths.forEach(path -> stamps.put(path, stamp(path)));
        return stamps;
    }

    private static FileStamp stamp(Path path) {
        try {
            return FileStamp.of(path);
        } catch (IOException _) {
            return FileStamp.MISSING; // why it cannot be read is said when it is read
        }
    }

    private static List<Path> filesIn(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the policy folder " + folder + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> read(Path file) {
        var rules = new LinkedHashMap<String, String>();
        switch (document(file)) {
            case null -> {}
            case Map<?, ?> map ->
                map.forEach((name, value) -> rules.put(String.valueOf(name), text(file, name, value)));
            default -> throw new IllegalStateException("the policy file " + file + " is no mapping of rules to texts");
        }
        return rules;
    }

    private static Object document(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new IllegalStateException("the policy file " + file + " is larger than 1 MiB");
            }
            var options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            options.setMaxAliasesForCollections(0);
            return new Yaml(new SafeConstructor(options)).load(Files.readString(file));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot read the policy file " + file + "; see [oslo_policy] policy_file: " + e, e);
        } catch (YAMLException e) {
            throw new IllegalStateException(
                    "the policy file " + file + " is neither YAML nor JSON: " + e.getMessage(), e);
        }
    }

    /** A list of lists is the oldest form of a rule: any of the inner lists, all of whose members hold. */
    private static String text(Path file, Object name, Object value) {
        return switch (value) {
            case null -> "";
            case String text -> text;
            case List<?> any when any.isEmpty() -> "";
            case List<?> any ->
                any.stream()
                        .map(all -> all instanceof List<?> list
                                ? list.stream().map(String::valueOf).collect(Collectors.joining(" and ", "(", ")"))
                                : String.valueOf(all))
                        .collect(Collectors.joining(" or "));
            default ->
                throw new IllegalStateException(
                        "policy rule '" + name + "' in " + file + " is no text; put quotes around it");
        };
    }
}
